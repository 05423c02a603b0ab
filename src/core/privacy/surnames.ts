/** One name a word, without accents, in lower case. */
const NAMES = `
abdullah abe abebe acosta acuna adamczyk adams adeyemi agarwal aggarwal aguero aguilar aguirre ahmed albrecht alekseev
alexander ali allen almeida alonso alvarado alvarez alves amato andersen anderson andersson andrade andre andreev
andrews antunes araujo arce arias armstrong arnaud arnold arora arslan arvidsson ashworth aslan aubert austin avila
axelsson aydin azevedo bailey bak baker bakker balogh banerjee baran barbier barbieri barbosa barker barnes barone
barrios barros basile battaglia bauer baumann beck becker beek begum bell bellini benedetti benes bengtsson benitez
bennett berg berger berglund bergman bergmann bergqvist bergstrom bernard bernardi berry bertrand bhatia bhatt bianchi
bianco bishop bjork black blanc blanchard blanco blom blomqvist boehm boer bohm bonnet borkowski bos bose bourgeois
bowman boyd boyer bradley brandt braun bravo brennan broek brooks brouwer brown bruin brun brunet bruno bryant bui
burke burns burton busch butler byrne caballero cabrera caceres cai calvo campbell campos cano cao caputo carbone
cardoso cardozo carlson carmona caron carpenter carr carrasco carrizo carroll carter caruso carvalho castillo castro
cattaneo cavalcanti celik cermak cerna cerny cetin chan chapman chatterjee chauhan chavez chen cheng cheung chevalier
chiu chmielewski cho choi chopra chow chowdhury christensen claesson clark clarke clement coelho cohen colas cole
coleman collins colombo conte conti contreras cook cooke cooper coppola cordoba coronel correa correia cortes costa
costantini cox crawford crespo cruz cui cunha cunningham dabrowska dabrowski damico dang dangelo daniels danielsson
das dasilva david davies davis dawson dean deangelis deboer debruin degraaf degroot dehaan dejong dejonge dekker
delgado deluca demir deng denis derosa desai desantis deshpande devries dewit diallo dias diaz dietrich diez dijk
dijkstra ding dixon dlamini doe dogan doherty dolezal dominguez donati dong doyle du duarte dubey dubois duda dudek
dufour dumas dumont duncan dunn duong dupont dupuis duran durand dutta duval dvorak dvorakova edwards egorov eklund
elliott ellis ellison engel engstrom eriksson escobar espinoza esposito esteban estrada evans fabbri fabre fan farias
farina farkas farrell faure fedorov feng ferguson fernandes fernandez ferrara ferrari ferraro ferreira ferrer ferretti
ferreyra ferri fiala figueiredo figueroa fiore fischer fisher fletcher flores fonseca fontaine fontana fontes ford
forsberg foster fournier fowler fox franco francois frank franke franklin fransson fredriksson freeman freitas
friedman friedrich fuchs fuentes fujita fuller gaillard gallagher gallardo gallego galli gallo gao garcia gardner
garnier garrett garrido garza gatti gauthier gautier gentile george gerard ghosh gibson gilbert giles gimenez giordano
girard giraud giuliani goddard godoy goldberg gomes gomez goncalves gonzales gonzalez gordon gorski goto graaf
grabowski graf graham grant grassi grasso gray greco green greene griffin groot gross guenther guerin guerra guerrero
gunnarsson gunther guo gupta gustafsson gutierrez guzman haan haas haddad hahn hajek hakansson hall hamalainen
hamilton han hansen hanson hansson haque hargreaves harper harris harrison hart hartmann harvey hasegawa hashimoto
hassan hawkins hayashi hayes he heikkila heikkinen heinonen heinrich henderson hendriks henriksson henriques henry
hernandez herrera herrero herrmann heuvel hicks hidalgo hill ho hoang hodgson hoekstra hoffman hoffmann hofmann
holland holm holmberg holmes horak horn horvath hossain houghton howard howell hsieh hsu hu huang huber hubert hudson
hughes huisman humphreys hunt hunter hussain hussein huynh hwang ibanez ibrahim iglesias ikeda inoue ionescu isaksson
ishikawa islam ito ivanov ivanova iyer jablonski jackson jacobs jaeger jager jain jakobsson jakubowski jang jankowska
jankowski jansen janssen jansson jarvinen jarvis jasinski jaworski jean jelinek jenkins jensen jiang jimenez jin
johansen johansson johnson johnston jokinen joly jonasson jones jong jonsson jordan jorgensen joshi juarez juhasz jung
kaczmarek kaiser kalinowski kamau kaminska kaminski kang kapoor kara karjalainen karlsen karlsson kato katz kaur
kavanagh kaya keller kelley kelly kennedy khalil khan khanna kilic kim kimura kinnunen kiss klein knight kobayashi koc
koch koehler koenig kohler kok kolar konig korhonen koskinen koster kovacs kowalczyk kowalska kowalski kozlov
kozlowska kozlowski kraemer kral kramer kraus krause krawczyk kristiansen krol krueger kruger kubiak kucera kucharski
kuhn kuipers kulkarni kumar kurt kuznetsov kwiatkowski kwok kwon lacroix lai laine laitinen lam lambert lang lange
larsen larson larsson lau laurent lawrence lawson lebedev leclerc leclercq ledesma lee lefebvre lefevre legrand
leguizamon lehmann lehtinen lehtonen leite leiva lemaire lemoine leon leone leroux leroy leung levy lewandowska
lewandowski lewis li liang liao lim lima lin lind lindberg lindgren lindqvist lindstrom lis liu lloyd lofgren lombardi
lombardo longo lopes lopez lorenz lorenzo lozano lu lucas lucero ludwig luna lundberg lundgren lundin lundqvist
lundstrom luo lynch ma maas macdonald machado maciejewski mackenzie maclean madsen magalhaes magnusson mahmoud maidana
maier majewski makarov makela makinen maldonado malhotra malinowski mancini mansilla mansour marchand marchetti
marciniak marek mariani marie marin marini marino marques marquez marshall martensson martin martinelli martinez
martini martino martins mason masson mathieu mathur matos matsumoto matthews mattila mattsson mayer mazur mazurek
mazza mccarthy mccoy mcdonald mcgregor mclean medina medrano meer mehta meier meijer mejia melo mendes mendez mendoza
menon mensah mercier messina meunier meyer michalak michalski michel middleton mikhailov milani miller mills miranda
mishra mitchell mizrahi moeller molina moller molnar montanari monteiro montenegro montero montgomery monti moore mora
morales moreau moreira morel morelli moreno moretti morgan mori morin morozov morris morrison moura moya moyano moyo
mueller mukherjee mulder muller munoz murphy murray myers nagy naidu nair nakamura nascimento nasser navarro navratil
naylor ndiaye nelson nemec nemeth neri neumann neves ng ngo nguyen nichols nicolas nielsen niemi nieminen nieto
nikolaev nilsen nilsson nkosi noel nolan nordstrom norris novak novakova novikov novotny nowak nowakowski nowicki
nunes nunez nyberg nystrom obrien oconnor odonnell ogawa ojeda okada okafor okeke oliveira oliver olivera olivier
olofsson olsen olson olsson olszewski oneill orlando orlov ortega ortiz ostrowski otieno otto owens owusu ozdemir
ozturk padilla paez pagano palmer palmieri palumbo pan pandey papadopoulos papp parisi park parker parkinson parra
parry pascual pastor patel patil patterson pavlov pawlak pawlowski payne paz pedersen peeters pellegrini pellegrino
pena peng peralta pereira pereyra perez perkins perrin perry persson peters petersen peterson petit petrov petrova
pettersson pfeiffer pham phan philippe phillips picard pierce pietrzak pillai pinto piotrowski piras pires pohl
pokorny ponce popa popescu popov porter pospisil powell prasad prieto prins pritchard prochazka quinn quiroga rahman
ramirez ramos rantanen rao rasmussen rathore reddy reed rees reid reis ren renard renaud reyes reynolds ribeiro ricci
rice richard richards richardson richter riley rinaldi rios riva rivera rivero rizzi rizzo robert roberts robertson
robin robinson rocha roche rodrigues rodriguez roger rogers rojas roldan rolland roman romano romero rosenberg ross
rossetti rossi roth rousseau roussel roux rowe roy rubio ruggiero ruiz russell russo rutkowski ruzicka ryan saarinen
sadowski saez sahin saito sala salazar saleh salminen salo salonen samuelsson sanchez sandberg sanders sandoval sanna
santana santiago santoro santos sanz sartori sasaki sato sauer saunders savolainen sawicki saxena schaefer schafer
schmid schmidt schmitt schmitz schneider scholz schouten schreiber schroder schroeder schubert schulte schultz schulz
schulze schumacher schuster schwarz scott sedlacek seidel semenov sen serra serrano sethi shah shapiro sharma shaw
shen sheridan shi shimizu shin sikora silva silvestri simmons simon simpson sims sinclair singh sinha sjoberg slater
smirnov smirnova smit smith smits snyder soares soderberg sokolov sokolowski soler sommer song sorensen soria
sorrentino sosa soto sousa souza spencer srivastava stein stepanov stephens stepien stevens stevenson stewart stone su
suarez sullivan sun sutcliffe sutherland suzuki svensson svoboda svobodova szabo szczepanski szewczyk szymanska
szymanski takacs takahashi talbot tan tanaka tang tavares taylor teixeira tesfaye testa thakur thomas thompson
thornton tian tiwari toledo tomaszewski torres toth townsend tran traore trivedi tsai tsang tucker tuominen turner
turunen valdez valentini vanbeek vandam vandenberg vandenbroek vandenheuvel vandermeer vanderveen vandeven vandijk
vanleeuwen vanvliet varga vargas vasiliev vasquez vazquez vega velasco velazquez vera verhoeven verma vermeulen vesely
vicente vidal vieira villa villalba vincent virtanen visser vitale vitali vliet vo vogel vogt voigt volkov vos vries
vu wagner wai walczak walker wallace wallin walsh walter wang wanjiru ward warren washington watanabe watkins watson
weaver webb weber wei weiss welch wells werner wheeler white whitehead whittaker wieczorek wikstrom wilkins wilkinson
willems williams williamson willis wilson winkler winter wisniewska wisniewski wit witkowski wlodarczyk wojciechowski
wojcik wolf wolff wong woods wozniak wright wrobel wroblewski wu wysocki xiao xie xu yadav yamada yamaguchi yamamoto
yang yao yates ye yildirim yildiz yilmaz yoon yoshida yu yuan zajac zalewski zawadzki zeman zeng zhang zhao zheng
zhong zhou zhu ziegler zielinska zielinski zimmermann
`;

/** Family names of the same regions as the given names, folded as `fold` does, particles written onto them left away. */
export const SURNAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

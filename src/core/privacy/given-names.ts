/** One name a word, without accents, in lower case. */
const NAMES = `
aarav aaron abdullah abena abigail ada adam adele aditya adrian adriana adrien advika afonso agathe agnes agneta
agnieszka agustin ahmed ahmet aiden aime ainhoa aino aisha aishwarya ajay akash ake akiko akira alain alan alba albert
alberto aldo alejandro aleksander aleksandra aleksi alena alessandra alessandro alessia alessio alex alexander
alexandre alexei alexey alexia alexis alfie alfonso alfred alfredo ali alice alicia alicja aline alison alix allison
alvaro ama amanda amber ambre amelia amelie amina amit amparo amy ana anais ananya anastasia anatoly anders andre
andrea andreas andree andrei andres andrew andrey andrzej andy anette angel angela angeles angelica angelika angelina
angelo angus anh anika anil anita anja anjali anke ankit ann anna anne anneli annelie anneliese annemarie annette
annika anouk antero anthony antje antoine anton antoni antonina antonino antonio antti aoi aoife araceli archie ari
arianna arjun arkadiusz armando arnaud arne arthur artur arturo arun aryan ashley ashok astrid asuncion aude audrey
auguste augustin augusto aurelie aurelien aurelio aurora aurore austin ava axel ayaan ayse ayumi ayush baptiste
barbara barbro barry bart bartek bartosz bas beata beate beatrice beatriz becky begona belen bella ben benedetto bengt
benito benjamin benoit bente berit bernadette bernard bernardo bernd berta bertrand beth bethany bettina betty beverly
bianca bianka bilal bill billy bin birgit birgitta bjorn blanca bob bobby bonnie boris borja borje bozena brad bradley
bram brandon brenda brett brian bridget brigitte britt brittany brooke bruce bruna bruno bryan caio caitlin caleb
callum camila camilla camille camilo carina carl carla carlo carlos carmelo carmen carol carola carolina caroline
carolyn carrie carsten casey cassandra cassie catalina catarina caterina catherine cathy cecile cecilia celia celine
cesar cesare chad chantal charles charlie charlotte cheryl chiara chidi chioma chirag chloe chris christa christel
christer christian christina christine christophe christopher ciara cindy claire clara clarence clarice claude claudia
claudio clement clifford clive cody colette colin concepcion connie connor conny conor constance consuelo corey
corinne cormac cornelia cornelis courtney craig cristian cristina cristobal crystal curtis cynthia cyril daan daisuke
daisy dale damian damien dan dana daniel daniela daniele danielle danilo danny dante danuta daria dario dariusz darren
dave david davide dawid dean debora deborah debra declan deepak denis denise dennis derek derrick desiree devansh
dhanush dhruv diana diane didier diego dieter dinesh diogo dirk divya diya dmitri dmitry dolores domenico domingo
dominic dominik dominique don donald donna doris dorota dorothy doug douglas duc duncan dung dustin dylan ebba eddie
edith edna edoardo edouard eduardo edward edwin eero eileen ekaterina eleanor elena eleonora elias elif elijah elin
elisa elisabeth elisabetta elise elizabeth elke ella ellen ellie elliott elodie elsa elvira elzbieta ema emanuel
emanuela emanuele emeka emi emil emilia emilie emilio emily emine emir emma emmanuel emmanuelle enrico enrique enzo
eric erica erik erika erin ernest ernesto ernst erwin esteban estela estelle ester esther estrella ethan ethel etienne
ettore eugene eugenia eugenie eugenio eun eva evan evelyn evi evie ewa ewelina ezio fabian fabiana fabienne fabio
fabrice fabrizia fabrizio faisal fang farhan fatima fatma fedele federica federico felicia felipe felix femke
ferdinando fernanda fernando filip filipe filippo finn fiona flavia flavio flemming fleur flor florence florian
frances francesca francesco francis francisca francisco franciszek franco francois francoise frank franklin frantisek
franz fred freddie frederic frederick frederico frederique fredrik freya frida friedrich fritz fryderyk gabriel
gabriela gabriele gabriella gabrielle gaetano gail galina ganesh gareth garrett gary gaspare gaurav gavin geeta gema
gemma genevieve georg george georgia georgina gerald gerard gerardo gerd gerda gerhard german gerold gerrit giacomo
giancarlo gianfranco gianluca gianluigi gianmarco gianna gianni gijs gilbert gilberto gilles gillian gina ginette
ginevra gino giorgia giorgio giovanna giovanni gisela giulia giuliana giuliano giulio giuseppe giuseppina glenda glenn
gloria goncalo gonzalo goran grace graciela graham grazyna greg gregoire gregorio gregory greta grzegorz guadalupe
guglielmo guido guilherme guillaume guillermo gun gunborg gunilla gunnar gunter gunther gus gustaf gustav gustave
gustavo gustaw guus guy hailey hakan hal haley halina hamish hamza hanna hannah hanne hannele hannu hans hao harald
harish harold harper harriet harry haruka haruto hasan hassan hatice heather hector hedvig heidi heike heikki heiko
heinrich heinz heitor helen helena helene helga helmut heloisa hendrik henri henrik henrique henry herbert hermann
hernan herve hilario hilary hildegard hinata hiroshi hoa holly horacio horst howard hubert huda hugo hugues hui
humberto hung hunter huong huseyin hussein hyun ian ibrahim ida ignacio ignacy igor iker ilaria ilmari ilse imogen
ines inga inge inger ingrid inmaculada ira irena irene irina iris irma isaac isabel isabella isabelle isak ishaan
ishita isla ismael ismail ivan ivo ivy iwona izabela jacek jack jackson jacob jacopo jacqueline jacques jade jadwiga
jagoda jaime jakub james jan jana jane janet janice janina janine janne jared jari jaroslav jaroslava jaroslaw jasmijn
jasmine jason jasper javier jayesh jean jeanne jeff jeffrey jen jenna jennifer jenny jens jeremy jeroen jerome jerry
jerzy jesper jesse jessica jesus jie jiho jihoon jill jim jimmy jiri jitka jiyoung joachim joakim joan joana joanna
joanne joao joaquim joaquin joe joel joelle joey johan johann johanna johannes john johnny jolanta jon jonas jonathan
joonas joost jordan jordi jorge jorgen joris jose josef josefa josefin josefina josefine joseph josephine joshua joyce
jozef juan juana judith judy juha juhani jukka julia julian juliana juliane julie julien juliette julio julita julius
juliusz jun jurgen jussi justin justyna jutta kaarina kabir kacper kai kajsa kalevi kamil kamila kaori karan kareem
karen kari karim karin karina karl karla karol karolina karsten katarina katarzyna kate katerina katharina katherine
kathleen kathryn kathy katie katja katrina katy kavita kavya kayla kazimierz kazuko keiko keith kelly kelsey ken kenji
kenneth kent kenta kerry kerstin kevin khadija khalid kiaan kim kimberly kinga kirsten kirsty kjell kjetil klara klaus
kofi konrad konstanty kornelia krishna kristen kristiina kristin kristina krystian krystyna krzysztof kunal kurt kwame
kwesi kyle laetitia lakshmi lan lara larisa larissa larry lars latoya laura laure lauren laurence laurent lawrence
layla lea leah leandro leanne lei leif leila lena lene lenka lennart leo leon leonard leonardo leonie leonor leroy
lesley leticia levi lewis lia liam lidia lieke liisa liliana lillian lily lina linda lindsay lindsey ling linh linnea
linus lisa liv livia lloyd logan lois lola lorenzo lori lotte louis louise lourdes lourenco lovisa luan luc luca lucas
lucia luciana luciano lucie lucien lucille lucio lucja lucy ludmila ludovico ludvig ludwig luigi luis luisa luise luiz
luiza lukas lukasz luke luna lynn lynne maaike maarit maarten maciej madalena maddalena madeleine madhav madison mads
magdalena magnus mahesh maire maj maja makoto maksymilian malcolm malgorzata malin malwina mandy manfred manish manoj
manon manuel manuela marc marcel marcela marcella marcelle marcello marcelo marcin marcio marco marcos marcus marek
margaret margareta margarida margarita margaux margherita marguerite maria mariana mariane marianna marianne mariano
marie marieke marilyn marina marine mario marit mariusz marjatta marjorie markku markus marlena marlene marta martha
marthe martim martin martina martine martino marvin mary maryam mason massimiliano massimo mateo mateus mateusz
matheus mathieu matias matilde matt matteo matthew matthias matthieu matti mattias maud maureen maurice mauricio
maurizio mauro max maximilian maximo meena megan megumi mehmet mei melanie melina melissa melvin mercedes merel mette
mia micael michael michal michalina michel michela michele michelle miguel miho mika mikael mike mikhail mikkel mikko
mikolaj mila milena ming minh minji minjun minna miranda mireille mirella miriam mirko miroslav mitchell mohamed
mohammad mohammed mohan moises molly monica monika monique morgan moritz muhammad mukesh murat murilo mustafa nadezhda
nadia nadine nadja nancy naoki naoko naomi nasser natalia natalie natasha natasza nathalie nathan naveen navya ned
neha neil nelson ngozi nguyen niamh nicholas nick nico nicola nicolas nicole niels nigel nikhil niklas nikola nikolai
nils nina nino nisha noa noah noel noelia noemie nomsa nora norbert norma norman noud nova nuno nuria oksana olaf
olavi oleg olga oliver olivia olivier oliwia olof oluwaseun omar omer ondrej orlando oscar oskar osman otavio ottavia
ottavio otto owen pablo paco padraig paige paivi paloma pamela pankaj paola paolo pascal pasquale patrice patricia
patricio patrick patrik patrycja patryk paul paula paulette paulina pauline paulo pavel pawel paz pedro peggy pekka
penelope peng pepijn per pernilla pete peter petr petra petri phil philip philipp philippa philippe phoebe phyllis
pierluigi piero pierre pieter pietro pilar pino piotr pippa pirjo polly pooja prakash pranav prashant priya przemyslaw
qiang quentin rachel radha radoslaw rafael rafaela rafal raffaele raffaella rahul rainer raj rajesh rajiv rakesh ralf
ralph ramazan ramesh ramiro ramon ramona randy raphael raquel rashid rasmus raul ray raymond rebeca rebecca reginald
reinhard reinhold rekha remi remy renan renata renate renato renaud rene renee renzo rhys ricardo riccardo richard
rick ricky rie riitta rin rishi rita ritu riya robert roberta roberto robin rocco rocio rodolfo rodrigo roger rogerio
rohan rohit roland rolf roman romeo ron ronald rory rosa rosalie rosaria rosario rose rosie ross roy ruben rudiger
rudolf ruediger ruggero rui rune russell rut ruth ryan ryo ryszard saar sabina sabine sabrina sachin sakura sally
salma salvador salvatore sam samantha samar sami samir samuel sana sandeep sander sandra sandrine sandro sanjay sanne
santiago sara sarah sari satish satoshi satu saul scott seamus sean sebastiaan sebastian sebastiano sebastien seojun
serena serge sergei sergey sergio shane shannon sharon sheila shelby sherry shirley shota shreya siddharth siegfried
sienna sigrid silke silvia silvio simon simona simone sinead siobhan sipho sita siv slawomir sneha sofia sofie sonia
sonja sophia sophie soren sota soyeon spencer stacey stacy stanislaw stanley stefan stefania stefanie stefano steffen
steffi stella stephan stephane stephanie stephen steve steven stig stijn stuart sture sue sung sunil sunita suresh
susan susana susanna susanne suzanne sven svetlana swati sylvain sylvia sylvie sylwia szymon tadeusz takashi takumi
tamara tania tanja tanya tapani tapio tara tariq tatiana taylor ted teemu tejas teresa tereza terry tess teun thabo
thales thelma theo theodore theresa therese thi thiago thibault thibaut thierry thijs thomas thorsten thu tiago
tiffany tiina tijn till tim timo timothy tina ting tiziana tiziano tobias tom tomas tomasz tommaso tommi tommy tomoko
tono tony torbjorn tore torsten tracey tracy travis trevor tristan troy tuan tuomas tuula tuulikki tyler udo ugo ulf
ulla ulrich ulrika ulrike umberto urban ursula urszula ute uwe vaclav valentin valentina valentine valerie vanesa
vanessa varun vasco veerle vera veronica veronika veronique vicente vicky victor victoria vihaan vijay vikram viktor
viktoria ville vince vincent vincenza vincenzo vinicius vinod viola virginia virginie vito vitor vitoria vittoria
vittorio vivaan vivek vivian viviane vivien vladimir vojtech volker walter waltraud wanda warren wayne wei wendy
werner weronika wiktor wiktoria wilhelm willem willi william willie wilma witold wojciech wolfgang wouter wyatt xavier
xia xiaohong xiaoming xin xiu yang yann yannick yash yasmin yoko yolanda yong young youssef yu yui yuki yumi yusuf
yuto yves yvette yvonne zachary zain zainab zara zbigniew zdenek zeeshan zeynep zhi zoe zofia zoya zuzanna
`;

/** Given names of Europe, the Americas, South and East Asia in Latin letters, folded as `fold` does. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

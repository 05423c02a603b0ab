"""Makes personal-columns.json: cells by locale as Faker writes them, for the labelled list of test/privacy.

Personal ones and such as must not be taken for them. Run: python test/golden/make_personal_fixtures.py
"""
import json
import pathlib
from datetime import datetime

import faker
from faker import Faker

ROWS = 40
PERSONAL = {
    "name": lambda f: f.name(),
    "first_name": lambda f: f.first_name(),
    "last_name": lambda f: f.last_name(),
    "email": lambda f: f.email(),
    "phone": lambda f: f.phone_number(),
    "address": lambda f: f.address().replace("\n", ", "),
    "street": lambda f: f.street_address(),
}
OTHER = {
    "company": lambda f: f.company(),
    "job": lambda f: f.job(),
    "city": lambda f: f.city(),
    "country": lambda f: f.country(),
    "postcode": lambda f: f.postcode(),
    "colour": lambda f: f.color_name(),
    "text": lambda f: f.text(80).replace("\n", " "),
}
NATIONAL = {
    "en_US": lambda f: f.ssn(),
    "zh_CN": lambda f: f.ssn(),
    "zh_TW": lambda f: f.ssn(),
    "es_ES": lambda f: f.nif() if f.random.random() < 0.7 else f.nie(),
    "fr_FR": lambda f: f.ssn(),
    "it_IT": lambda f: f.ssn(),
    "nl_NL": lambda f: f.ssn(),
    "pl_PL": lambda f: f.pesel(),
    "pt_BR": lambda f: f.cpf(),
    "en_IN": lambda f: f.aadhaar_id(),
    "sv_SE": lambda f: f.ssn(),
    "fi_FI": lambda f: f.ssn(),
}
LOCALES = [
    "en_US", "en_GB", "de_DE", "zh_CN",
    "es_ES", "fr_FR", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE", "en_IN", "zh_TW", "fi_FI", "cs_CZ",
]
# Added when the recognisers had been changed by what the first list showed.
LATER = [
    "es_MX", "pt_PT", "de_AT", "fr_CA", "en_AU", "da_DK", "no_NO", "hu_HU", "ro_RO", "tr_TR", "id_ID", "ja_JP", "ko_KR",
    "ru_RU",
]
FEWER = {**PERSONAL, "company": OTHER["company"], "city": OTHER["city"]}
ANYWHERE = {
    "ipv4": lambda f: f.ipv4_public(),
    "ipv4_private": lambda f: f.ipv4_private(),
    "ipv6": lambda f: f.ipv6(),
    "card": lambda f: f.credit_card_number(card_type=f.random_element(["visa", "mastercard", "amex", "discover"])),
    "iban": lambda f: f.iban(),
    "user_agent": lambda f: f.user_agent(),
    "file_name": lambda f: f.file_name(),
    "file_path": lambda f: f.file_path(depth=3),
    "uuid": lambda f: f.uuid4(),
    "ean13": lambda f: f.ean13(),
    "isbn": lambda f: f.isbn13(),
    "plate": lambda f: f.license_plate(),
    "url": lambda f: f.url(),
    "domain": lambda f: f.domain_name(),
    "mac": lambda f: f.mac_address(),
    "timestamp": lambda f: f.date_time_between(datetime(2022, 1, 1), datetime(2024, 12, 31)).isoformat(sep=" "),
    "sha1": lambda f: f.sha1(),
    "slogan": lambda f: f.catch_phrase(),
    "username": lambda f: f.user_name(),
    "currency": lambda f: f.currency_name(),
    "mime": lambda f: f.mime_type(),
    "language": lambda f: f.language_name(),
    "word": lambda f: f.word(),
    "latlng": lambda f: f"{f.latitude()}, {f.longitude()}",
}


def cells(fake, make):
    return [str(make(fake)) for _ in range(ROWS)]


def column_set(locale, makers, seed):
    fake = Faker(locale)
    fake.seed_instance(seed)
    made = {}
    for name, make in makers.items():
        try:
            made[name] = cells(fake, make)
        except AttributeError:  # a locale without such things
            pass
    return made


out = {"made_with": {"faker": faker.VERSION}, "locales": {}, "anywhere": column_set("en_US", ANYWHERE, 900)}
for seed, locale in enumerate(LOCALES):
    makers = {**PERSONAL, **OTHER}
    if locale in NATIONAL:
        makers["national"] = NATIONAL[locale]
    out["locales"][locale] = column_set(locale, makers, seed)
for seed, locale in enumerate(LATER, 100):
    out["locales"][locale] = column_set(locale, FEWER, seed)
path = pathlib.Path(__file__).parent / "personal-columns.json"
path.write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

"""One address for each type of page, in both languages."""

from __future__ import annotations

PAGES = {
    "home": ("/nl/", "/en/"),
    "region": ("/nl/oost/", "/en/oost/"),
    "goals": ("/nl/oost/doelen/", "/en/oost/goals/"),
    "goal with matrix": ("/nl/oost/doelen/inflow/", "/en/oost/goals/inflow/"),
    "goal with provinces": ("/nl/oost/doelen/staff/", "/en/oost/goals/staff/"),
    "goal, national": ("/nl/oost/doelen/money/", "/en/oost/goals/money/"),
    "labour-market region": ("/nl/oost/gebieden/AM-TWENTE/", "/en/oost/areas/AM-TWENTE/"),
    "province": ("/nl/oost/gebieden/PV23/", "/en/oost/areas/PV23/"),
    "municipality": ("/nl/oost/gebieden/GM0153/", "/en/oost/areas/GM0153/"),
    "chain": ("/nl/oost/keten/", "/en/oost/chain/"),
    "chain of one area and family": (
        "/nl/oost/keten/?area=AM-TWENTE&family=metal&sex=female",
        "/en/oost/chain/?area=AM-TWENTE&family=metal&sex=female",
    ),
    "number of the chain": (
        "/nl/oost/keten/getallen/shortage/all/metal/2030/",
        "/en/oost/chain/numbers/shortage/all/metal/2030/",
    ),
    "goal whose measure begins at the model": (
        "/nl/oost/doelen/inflow/?area=OOST&measure=technical_share_mbo",
        "/en/oost/goals/inflow/?area=OOST&measure=technical_share_mbo",
    ),
    "track record of the chain": ("/nl/oost/keten/hoe-zeker/", "/en/oost/chain/how-sure/"),
    "finder": ("/nl/oost/wegen/?q=kapster", "/en/oost/paths/?q=kapster"),
    "work near a job": ("/nl/oost/wegen/van/5141.1/", "/en/oost/paths/from/5141.1/"),
    "one step": (
        "/nl/oost/wegen/van/5141.1/naar/7234.1/",
        "/en/oost/paths/from/5141.1/to/7234.1/",
    ),
    "steps compared": (
        "/nl/oost/wegen/van/5141.1/vergelijken/?to=7234.1&to=3512.1",
        "/en/oost/paths/from/5141.1/compare/?to=7234.1&to=3512.1",
    ),
    "interests": (
        "/nl/oost/wegen/wat-u-leuk-vindt/?like=build",
        "/en/oost/paths/interests/?like=build",
    ),
    "skills": ("/nl/oost/wegen/wat-u-kunt/?q=lassen", "/en/oost/paths/skills/?q=lassen"),
    "diploma": ("/nl/oost/wegen/diploma/?q=kapper", "/en/oost/paths/diploma/?q=kapper"),
    "special route": (
        "/nl/oost/wegen/routes/technical-teacher/",
        "/en/oost/paths/routes/technical-teacher/",
    ),
    "how sure the finders are": ("/nl/oost/wegen/hoe-zeker/", "/en/oost/paths/how-sure/"),
    "vacancy": (
        "/nl/oost/werkgevers/voor/7212.3/?own=smid",
        "/en/oost/employers/for/7212.3/?own=smid",
    ),
    "coverage": ("/nl/oost/dekking/", "/en/oost/coverage/"),
    "coverage of one cell": (
        "/nl/oost/dekking/?link=mbo&area=AM-TWENTE",
        "/en/oost/coverage/?link=mbo&area=AM-TWENTE",
    ),
    "occupations": ("/nl/oost/beroepen/", "/en/oost/occupations/"),
    "occupations, chosen": (
        "/nl/oost/beroepen/?area=AM-TWENTE&family=metal&promising=yes&sort=name",
        "/en/oost/occupations/?area=AM-TWENTE&family=metal&promising=yes&sort=name",
    ),
    "occupation": (
        "/nl/oost/beroepen/0744-machinemonteurs/",
        "/en/oost/occupations/0744-machinery-mechanics/",
    ),
    "study programmes": (
        "/nl/oost/opleidingen/?q=monteur",
        "/en/oost/study-programmes/?q=monteur",
    ),
    "study programme": (
        "/nl/oost/opleidingen/crebo-25893/",
        "/en/oost/study-programmes/crebo-25893/",
    ),
    "study programmes for an occupation": (
        "/nl/oost/opleidingen/voor/7411.1/",
        "/en/oost/study-programmes/for/7411.1/",
    ),
    "pacts": ("/nl/oost/pacten/", "/en/oost/pacts/"),
    "pact": ("/nl/oost/pacten/twente/", "/en/oost/pacts/twente/"),
    "agreements": ("/nl/oost/afspraken/", "/en/oost/agreements/"),
    "programme": (
        "/nl/oost/afspraken/gelders-vakmanschap/",
        "/en/oost/agreements/gelders-vakmanschap/",
    ),
    "action": ("/nl/oost/acties/gelders-vouchers/", "/en/oost/actions/gelders-vouchers/"),
    "results": ("/nl/oost/resultaten/", "/en/oost/results/"),
    "organisations": ("/nl/oost/organisaties/", "/en/oost/organisations/"),
    "organisation": (
        "/nl/oost/organisaties/provincie-gelderland/",
        "/en/oost/organisations/provincie-gelderland/",
    ),
    "figure": (
        "/nl/oost/cijfers/technical_share_hbo/PV23/2024/",
        "/en/oost/figures/technical_share_hbo/PV23/2024/",
    ),
    "figure, estimate": (
        "/nl/oost/cijfers/technical_share_havo/GM0153/2023_24/",
        "/en/oost/figures/technical_share_havo/GM0153/2023_24/",
    ),
    "data": ("/nl/oost/data/", "/en/oost/data/"),
    "indicator": ("/nl/oost/data/technical_share_hbo/", "/en/oost/data/technical_share_hbo/"),
    "data set": ("/nl/oost/data/sets/duo_hbo/", "/en/oost/data/sets/duo_hbo/"),
    "glossary": ("/nl/oost/begrippen/", "/en/oost/glossary/"),
    "method": ("/nl/oost/methode/", "/en/oost/method/"),
    "news": ("/nl/oost/nieuws/", "/en/oost/news/"),
    "news item": (
        "/nl/oost/nieuws/made-in-gelderland/",
        "/en/oost/news/made-in-gelderland/",
    ),
    "events": ("/nl/oost/agenda/", "/en/oost/events/"),
    "publications": ("/nl/oost/publicaties/", "/en/oost/publications/"),
    "practice": ("/nl/oost/praktijk/", "/en/oost/practice/"),
    "accessibility": ("/nl/toegankelijkheid/", "/en/accessibility/"),
    "feedback": ("/nl/feedback/", "/en/feedback/"),
    "subscribe": ("/nl/oost/abonneren/", "/en/oost/subscribe/"),
    "search": ("/nl/oost/zoeken/?q=techniekpact", "/en/oost/search/?q=techniekpact"),
    "not found": ("/nl/oost/doelen/nergens/", "/en/oost/goals/nowhere/"),
}
ALL = [
    (name, language, path)
    for name, paths in PAGES.items()
    for language, path in zip(("nl", "en"), paths, strict=True)
]

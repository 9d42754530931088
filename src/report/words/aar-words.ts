import { ratingWords } from '../../drill/index.ts';

/**
 * Headings, labels and fixed sentences of the after-action report. In English they are those of HSEEP's template. In Danish they are
 * what the Danish Emergency Management Agency calls these things in its guides to exercises, where it has a word; the four ratings are
 * translated, and stand in the ratings key beside their fixed words.
 */
export const aarWords = {
  'aar.title': ['After-Action Report / Improvement Plan', 'Evalueringsrapport og forbedringsplan'],
  'aar.overview': ['Exercise overview', 'Overblik over øvelsen'],
  'aar.objectives': ['Analysis of objectives and core capabilities', 'Analyse af øvelsesmål og kernekapaciteter'],
  'aar.ratings': ['Ratings key', 'Bedømmelsesskala'],
  'aar.strengths': ['Strengths', 'Styrker'],
  'aar.improvements': ['Areas for improvement', 'Forbedringsområder'],
  'aar.improvement-plan': ['Improvement plan', 'Forbedringsplan'],
  'aar.feedback': ['Participant feedback', 'Deltagernes tilbagemeldinger'],
  'aar.injects': ['Injects', 'Indspil'],

  'aar.name': ['Exercise name', 'Øvelsens navn'],
  'aar.kind': ['Kind', 'Øvelsestype'],
  'aar.dates': ['Dates', 'Datoer'],
  'aar.held': ['Held', 'Afholdt'],
  'aar.time': ['Exercise time', 'Øvelsestid'],
  'aar.jumps': ['Time jumps', 'Spring i tiden'],
  'aar.scope': ['Scope', 'Omfang'],
  'aar.capabilities': ['Core capabilities', 'Kernekapaciteter'],
  'aar.threat': ['Threat or hazard', 'Trussel eller fare'],
  'aar.scenario': ['Scenario', 'Scenarie'],
  'aar.sponsor': ['Sponsor', 'Opdragsgiver'],
  'aar.contact': ['Point of contact', 'Kontaktperson'],
  'aar.runbook': ['Runbook', 'Plan'],
  'aar.runbook.revision': ['{title}, revision {revision}', '{title}, udgave {revision}'],
  'aar.real-world': [
    'The exercise was stopped because something real had happened.',
    'Øvelsen blev afbrudt, fordi der var sket noget virkeligt.',
  ],
  'aar.assumptions': ['Assumptions', 'Forudsætninger'],
  'aar.participants': ['Participants', 'Deltagere'],
  'aar.team': ['Team', 'Hold'],
  'aar.played-by': ['Played by', 'Spillet af'],
  'aar.nobody': ['nobody', 'ingen'],
  'aar.unreachable': ['(unreachable by design)', '(med vilje uden for rækkevidde)'],

  'exercise-kind.seminar': ['seminar', 'seminar'],
  'exercise-kind.workshop': ['workshop', 'workshop'],
  'exercise-kind.tabletop': ['tabletop', 'dilemmaøvelse'],
  'exercise-kind.game': ['game', 'spil'],
  'exercise-kind.drill': ['drill', 'procedureøvelse'],
  'exercise-kind.functional': ['functional', 'krisestyringsøvelse'],
  'exercise-kind.full-scale': ['full-scale', 'fuldskalaøvelse'],

  'aar.not-over': [
    'The exercise is not over: what is not decided yet has no rating.',
    'Øvelsen er ikke slut: det, der ikke er afgjort, har ingen bedømmelse.',
  ],
  'aar.objective': ['Objective', 'Øvelsesmål'],
  'aar.capability': ['Core capability', 'Kernekapacitet'],
  'aar.element': ['Element (POETE)', 'Element (POETE)'],
  'aar.rating': ['Rating', 'Bedømmelse'],
  'aar.found': ['What was found', 'Hvad der blev fundet'],
  'aar.roll-up': [
    'Core capabilities, each as its worst objective',
    'Kernekapaciteter, hver som sit dårligste øvelsesmål',
  ],
  'aar.task': ['Critical task', 'Kritisk opgave'],
  'aar.not-rated': ['not rated', 'ikke bedømt'],
  'aar.not-applicable': ['does not apply', 'ikke relevant'],
  'aar.given': ['Rated by evaluators:', 'Bedømt af evaluatorer:'],
  'aar.observed': ['Observed:', 'Observeret:'],
  'aar.discuss': ['Asked afterwards:', 'Spurgt bagefter:'],
  'element.planning': ['planning', 'planlægning'],
  'element.organization': ['organization', 'organisation'],
  'element.equipment': ['equipment', 'udstyr'],
  'element.training': ['training', 'uddannelse'],
  'element.exercises': ['exercises', 'øvelser'],

  'aar.definition': ['Definition', 'Definition'],
  'rating.P': [ratingWords.P.name, 'Udført uden udfordringer'],
  'rating.S': [ratingWords.S.name, 'Udført med visse udfordringer'],
  'rating.M': [ratingWords.M.name, 'Udført med store udfordringer'],
  'rating.U': [ratingWords.U.name, 'Kunne ikke udføres'],
  'rating.P.definition': [
    ratingWords.P.definition,
    'De mål og kritiske opgaver, der hører til kernekapaciteten, blev gennemført på en måde, der opfyldte øvelsesmålet, og som ikke gik ud over udførelsen af andre aktiviteter. Udførelsen medførte ingen yderligere risici for borgernes eller beredskabets sundhed eller sikkerhed, og den fulgte gældende planer, politikker, procedurer, bestemmelser og love.',
  ],
  'rating.S.definition': [
    ratingWords.S.definition,
    'De mål og kritiske opgaver, der hører til kernekapaciteten, blev gennemført på en måde, der opfyldte øvelsesmålet, og som ikke gik ud over udførelsen af andre aktiviteter. Udførelsen medførte ingen yderligere risici for borgernes eller beredskabets sundhed eller sikkerhed, og den fulgte gældende planer, politikker, procedurer, bestemmelser og love. Der blev dog fundet muligheder for at gøre den mere virkningsfuld eller mere effektiv.',
  ],
  'rating.M.definition': [
    ratingWords.M.definition,
    'De mål og kritiske opgaver, der hører til kernekapaciteten, blev gennemført på en måde, der opfyldte øvelsesmålet, men noget af eller alt det følgende blev observeret: udførelsen gik ud over udførelsen af andre aktiviteter; den medførte yderligere risici for borgernes eller beredskabets sundhed eller sikkerhed; den fulgte ikke gældende planer, politikker, procedurer, bestemmelser og love.',
  ],
  'rating.U.definition': [
    ratingWords.U.definition,
    'De mål og kritiske opgaver, der hører til kernekapaciteten, blev ikke udført på en måde, der opfyldte øvelsesmålet.',
  ],

  'aar.nothing-rated': ['No critical task was rated.', 'Ingen kritisk opgave blev bedømt.'],
  'aar.strengths.none': [
    'No critical task was performed without challenges.',
    'Ingen kritisk opgave blev udført uden udfordringer.',
  ],
  'aar.improvements.none': [
    'Every critical task that was rated was performed without challenges.',
    'Hver kritisk opgave, der blev bedømt, blev udført uden udfordringer.',
  ],
  'aar.hot-wash': ['Hot wash: {kind}', 'Førstehåndsindtryk (hot wash): {kind}'],

  'aar.action': ['Corrective action', 'Korrigerende handling'],
  'aar.action.capability': ['Core capability (POETE)', 'Kernekapacitet (POETE)'],
  'aar.action.no-objective': ['not said', 'ikke sagt'],
  'aar.action.kind': ['Kind', 'Art'],
  'aar.action.done': ['Done', 'Gjort'],
  'aar.action.verified': ['Verified in', 'Virkning bekræftet i'],
  'aar.action.id': ['Id', 'Id'],
  'aar.action.no-day': ['no day yet', 'ingen dag endnu'],
  'aar.action.next': ['not yet: the next drill', 'ikke endnu: næste øvelse'],
  'aar.action.somewhere': ['not said in which drill', 'ikke sagt i hvilken øvelse'],
  'aar.actions.none': [
    'No corrective action is written down. Write one: ',
    'Ingen korrigerende handling er skrevet ned. Skriv en: ',
  ],
  'aar.actions.how': [
    'holdfast follow-up WORDS --owner PERSON --due DAY --objective ID',
    'holdfast follow-up ORD --owner PERSON --due DAG --objective ID',
  ],

  'aar.feedback.none': [
    'No participant has given feedback. Each types: ',
    'Ingen deltager har givet en tilbagemelding. Hver skriver: ',
  ],
  'aar.feedback.from': [
    'From {n} participant; 1 is not at all, 5 is fully.|From {n} participants; 1 is not at all, 5 is fully.',
    'Fra {n} deltager; 1 er slet ikke, 5 er helt.|Fra {n} deltagere; 1 er slet ikke, 5 er helt.',
  ],
  'aar.feedback.statement': ['Statement', 'Udsagn'],
  'aar.feedback.mean': ['Mean', 'Gennemsnit'],
  'aar.feedback.given': ['Given', 'Givet'],
  'aar.feedback.decimal': ['{whole}.{tenth}', '{whole},{tenth}'],
  'aar.feedback.words': ['In words', 'Med ord'],
  'feedback.organised': [
    'The exercise was well structured and organised.',
    'Øvelsen var velstruktureret og velorganiseret.',
  ],
  'feedback.realistic': ['The scenario was plausible and realistic.', 'Scenariet var sandsynligt og realistisk.'],
  'feedback.led': [
    'Whoever led it knew the subject and kept it on course.',
    'Den, der ledede den, kendte emnet og holdt den på sporet.',
  ],
  'feedback.papers': ['What was handed out before it helped.', 'Det, der blev delt ud på forhånd, hjalp.'],
  'feedback.my-role': [
    'Taking part was right for somebody in my position.',
    'Det var rigtigt for en i min stilling at deltage.',
  ],
  'feedback.right-people': [
    'The right people took part, of the right trades and ranks.',
    'De rigtige deltog, med de rigtige fag og på de rigtige niveauer.',
  ],
  'feedback.prepared': [
    'After it I am better prepared for the real thing.',
    'Bagefter er jeg bedre forberedt på det virkelige.',
  ],

  'aar.number': ['Number', 'Nummer'],
  'aar.inject': ['Inject', 'Indspil'],
  'aar.came': ['Came', 'Kom'],
  'aar.answer': ['Answer', 'Svar'],
  'aar.skipped': ['skipped', 'sprunget over'],
  'aar.expected': ['expected of the players', 'ventet af deltagerne'],
  'aar.not-needed': ['not needed', 'ikke nødvendigt'],
  'aar.improvised': ['improvised', 'improviseret'],
  'aar.did-not-come': ['did not come', 'kom ikke'],
} as const satisfies Readonly<Record<string, readonly [english: string, danish: string]>>;

/**
 * Words that tell of trouble, haste or a wish without telling of what: a ticket made of them alone cannot be judged.
 * Words that only hold a sentence together need not stand here; see filler-words.ts.
 */
export const vagueWords: ReadonlySet<string> = new Set(
  `
  something somehow somewhere someone somebody anything everything nothing thing things stuff
  odd strange weird funny wrong off bad broken different unusual suspicious crazy stupid annoying good fine ok
  feel feels felt feeling seem seems seemed look looks looked looking behave behaves behaving behaviour behavior acting acts act
  issue issues problem problems trouble troubles error errors fault faults incident incidents question questions matter concern
  work works worked working run runs running happen happens happened happening
  fix fixed help helps assist assistance support check checking investigate resolve solve handle advise call
  please kindly pls plz thanks thank hi hello hey dear regards team all sir madam colleague colleagues
  urgent urgently asap important critical priority immediately emergency quick quickly soon hurry now
  today yesterday tomorrow morning afternoon evening night since again still always sometimes lately recently day days week time
  attached attachment screenshot see below above discussed discuss mentioned described following ticket tickets case details info information update
  system systems computer machine it
  etwas irgendwas irgendetwas komisch seltsam merkwürdig falsch kaputt problem probleme fehler störung stimmt geht funktioniert
  bitte danke hallo hilfe helfen schauen anschauen prüfen dringend sofort heute gestern morgen früh mal gruß grüße
  quelque chose bizarre étrange problème problèmes erreur marche fonctionne va aide aider regarder vérifier merci bonjour urgent
  algo raro extraño mal problema problemas error funciona ayuda ayudar mirar revisar gracias hola urgente favor
  estranho errado erro ajuda ajudar olhar verificar obrigado olá
  qualcosa strano sbagliato errore funziona aiuto aiutare guardare controllare grazie ciao
  coś dziwnego nie działa problem pomoc pomóc sprawdzić dziękuję pilne
  `
    .split(/\s+/)
    .filter((word) => word !== ""),
);

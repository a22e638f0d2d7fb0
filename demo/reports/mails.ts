import { clock, number, person, type Report, shop } from "./report.ts";

/** What people of the shops and of the house write. */
export const mailReports: readonly Report[] = [
  {
    source: "zendesk",
    service: "returns",
    weight: 4,
    text: (
      draw,
    ) => `Hello, I run ${shop(draw)}. A customer of ours sent order ${number(draw, 41000, 89000)} back ${number(draw, 8, 20)} days ago and the refund still says "in progress".
Could you tell me where I can see what is missing? Thanks, ${person(draw)}`,
    knownBy: /the refund still says "in progress"/,
    found: {
      claims: {
        kind: ["question", /where I can see what is missing/],
        scope: ["one", /A customer of ours/],
      },
      cues: [],
      summary: (say) =>
        `${say(/I run ([^.]+)\./)} asks where to see why the refund of order ${say(/order (\d+)/)} is still "in progress", ${say(/(\d+ days) ago/)} after the parcel was sent back.\nNothing is said to be broken.`,
      steps: (say) => [
        `Ask the sender for the parcel's tracking number and look up order ${say(/order (\d+)/)} in the returns console; expect a state that says what is missing, else ask returns.`,
        `Send the sender the link to the returns page of order ${say(/order (\d+)/)} and expect them to see it; if they cannot, hand it to returns.`,
        `Close the ticket once the refund has a date and expect no further question; otherwise forward it to the finance desk.`,
      ],
    },
    sure: 0.8,
  },
  {
    source: "zendesk",
    service: "accounts",
    weight: 5,
    text: (
      draw,
    ) => `Hi, since this morning I cannot sign in. I type the code from the app and it says "code expired" every time.
My colleague ${person(draw)} has the same problem, two others can sign in. Shop: ${shop(draw)}.`,
    knownBy: /it says "code expired" every time/,
    found: {
      claims: {
        scope: ["some", /two others can sign in/],
        capability: ["core_broken", /I cannot sign in/],
        trend: ["steady", /since this morning/],
        deadline: ["none", /since this morning/],
        workaround: ["exists", /two others can sign in/],
      },
      cues: [
        ["app", /it says "code expired" every time/],
        ["app", /I cannot sign in/],
      ],
      summary: (say) =>
        `Two people of ${say(/Shop: ([^.\n]+)/)} cannot sign in since this morning: every code from their app is refused as "code expired".\nTwo colleagues of the same shop can, so it looks like the clocks of the two phones.`,
      steps: () => [
        'Check the log of sign-ins of this shop for "code expired" and expect codes some minutes old; if they are fresh, our own clock is off.',
        "Ask both users to set their phones to automatic time and sign in again, and expect it to work; else give them backup codes.",
        "Compare the time of the accounts servers with a time server and expect less than 30 s between them; otherwise page the platform team.",
      ],
    },
    sure: 0.85,
  },
  {
    source: "zendesk",
    service: "reports",
    weight: 3,
    text: (
      draw,
    ) => `How can I export last month's orders with the tax per country? I found "Export" but the file has only totals.
No hurry, our accountant needs it by the end of the month. ${person(draw)}, ${shop(draw)}`,
    knownBy: /^How can I export last month's orders/,
    found: {
      claims: {
        kind: ["question", /How can I export last month's orders/],
        deadline: ["later", /by the end of the month/],
      },
      cues: [],
      summary: (say) =>
        `${say(/month\. (\w+)/)} wants last month's orders with the tax per country; the export they found has only totals.\nNo hurry: the accountant needs it by the end of the month.`,
      steps: () => [
        "Ask whether one file per country would do, and check in the reports console if the tax report has it; expect a yes, else ask finance.",
        "Send the steps to export the tax report of last month to the sender and expect a file with one line per country; otherwise make it for them.",
        "Close the ticket when the accountant has the file; if the same question came before, note it for the help page owner.",
      ],
    },
    sure: 0.9,
  },
  {
    source: "zendesk",
    service: "payments",
    weight: 3,
    text: (
      draw,
    ) => `Urgent!! ${shop(draw)} here. Customers tell us they were charged twice for the same order since ${clock(draw)}.
We counted ${number(draw, 4, 30)} so far, for example orders ${number(draw, 41000, 89000)} and ${number(draw, 41000, 89000)}. Please stop this. ${person(draw)}`,
    knownBy: /they were charged twice for the same order/,
    found: {
      claims: {
        scope: ["some", /We counted \d+ so far/],
        capability: ["core_broken", /charged twice for the same order/],
        trend: ["steady", /since \d\d:\d\d/],
      },
      harms: [["money_lost", "confirmed", /they were charged twice for the same order/]],
      cues: [
        ["app", /charged twice for the same order/],
        ["data", /charged twice/],
      ],
      summary: (say) =>
        `Customers of ${say(/Urgent!! (.+?) here/)} were charged twice for one order since ${say(/since (\d\d:\d\d)/)}; the shop counted ${say(/counted (\d+)/)} cases.\nOrder ${say(/orders (\d+)/)} is one of them. Whether other shops are hit is not said.`,
      steps: (say) => [
        `Query payments for order ${say(/orders (\d+)/)} and expect two captures with different ids; if there is one, the second is only reserved.`,
        "Stop the retry job of payments with the on-call's approval and expect no new double captures; otherwise enable it again.",
        "Count orders with two captures of all customers since then and expect a list for the refund tool; else ask the data team.",
      ],
    },
    sure: 0.68,
    disputed: ["data", 0.4],
  },
  {
    source: "zendesk",
    service: "search",
    weight: 3,
    text: (draw) =>
      `Search finds nothing for "${draw.oneOf(["rain jacket", "oak table", "tea set", "kids bike"])}" although we have ${number(draw, 8, 60)} of them in stock. Other words work. ${shop(draw)}`,
    knownBy: /^Search finds nothing for/,
    found: {
      claims: {
        scope: ["one", /Other words work/],
        capability: ["degraded", /Search finds nothing for/],
        workaround: ["exists", /Other words work/],
      },
      cues: [
        ["app", /Search finds nothing for/],
        ["data", /although we have \d+ of them in stock/],
      ],
      summary: (say) =>
        `Search of one shop finds nothing for "${say(/nothing for "([^"]+)"/)}", though ${say(/have (\d+)/)} of them are in stock; other words work.\nThe products are probably missing from the index.`,
      steps: (say) => [
        `Query the search index for "${say(/nothing for "([^"]+)"/)}" in this shop and expect no product; if they are there, the words are filtered.`,
        "Compare the time of the last index run of the shop with its stock table and expect it to be older; else ask the search team.",
        "Run the index for these products again and expect search to find them within minutes; otherwise open a ticket for the developers.",
      ],
    },
    sure: 0.62,
    disputed: ["data", 0.45],
  },
  {
    source: "zendesk",
    service: "workplace",
    weight: 3,
    text: (draw) =>
      `The printer on floor ${number(draw, 1, 5)} prints only empty pages since ${clock(draw)}. The one on the floor below works.`,
    knownBy: /^The printer on floor/,
    found: {
      claims: {
        scope: ["some", /The printer on floor \d/],
        capability: ["cosmetic", /prints only empty pages/],
        workaround: ["exists", /The one on the floor below works/],
      },
      cues: [["infra", /The printer on floor \d prints only empty pages/]],
      summary: (say) =>
        `The printer on floor ${say(/floor (\d)/)} prints empty pages since ${say(/since (\d\d:\d\d)/)}.\nPeople can print one floor below meanwhile.`,
      steps: (say) => [
        `Print the test page of the printer on floor ${say(/floor (\d)/)} from its panel and expect text; if it is empty too, the toner or drum is at fault.`,
        "Replace the toner from the store of the hardware desk and expect a full page; otherwise order a drum.",
        "Tell the people of this floor to use the printer below until then, and note it at the door; else nobody finds it.",
      ],
    },
    sure: 0.86,
  },
  {
    source: "zendesk",
    service: "workplace",
    weight: 3,
    text: (draw) =>
      `Please give ${person(draw)} (starts on Monday) access to the analytics workspace, role "viewer". ${person(draw)} approves.`,
    knownBy: /access to the analytics workspace/,
    found: {
      claims: {
        kind: ["request", /Please give \w+ \(starts on Monday\) access/],
        deadline: ["later", /starts on Monday/],
      },
      cues: [],
      summary: (say) =>
        `${say(/Please give (\w+)/)} starts on Monday and needs the role viewer in the analytics workspace; ${say(/(\w+) approves/)} approves it.\nNothing is broken.`,
      steps: (say) => [
        `Ask ${say(/(\w+) approves/)} to confirm the approval in the ticket and expect a yes; without it nothing is given.`,
        `Add ${say(/Please give (\w+)/)} to the viewer group of the analytics workspace in the console and expect it to show; else ask its administrator.`,
        "Close the ticket after the first sign-in on Monday; if it fails, look at the invitation and send it again.",
      ],
    },
    sure: 0.96,
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 2,
    text: (draw) =>
      `the page looks strange on my tablet, logo is too big and covers the menu a little. ordering works. ${person(draw)}`,
    knownBy: /looks strange on my tablet/,
    found: {
      claims: {
        scope: ["one", /on my tablet/],
        capability: ["cosmetic", /logo is too big and covers the menu a little/],
        workaround: ["exists", /ordering works/],
      },
      cues: [["app", /the page looks strange on my tablet/]],
      summary: () =>
        "On a tablet the logo is too big and covers part of the menu.\nIt is a matter of looks: ordering works.",
      steps: () => [
        "Ask the sender which tablet and browser it is, and open the page on staging in that size; expect the logo over the menu, else ask for a picture.",
        "Compare the logo in the last two releases of storefront on a tablet and name the change; otherwise hand it to the shop's designer.",
        "Note it in the list of the storefront team with the picture and close it when the menu is free; else answer the sender with a date.",
      ],
    },
    sure: 0.72,
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 2,
    text: (draw) =>
      `${draw.oneOf(["it does not work", "nothing works anymore", "broken again"])}, please call me back ${person(draw)}`,
    knownBy: /please call me back/,
    found: {
      claims: { scope: ["one", /call me back/] },
      cues: [],
      summary: (say) =>
        `${say(/back (\w+)/)} says that something does not work and wants a call. What it is, and since when, is not said.`,
      steps: () => [
        "Ask the sender what they wanted to do, what they saw and when; expect one example, else call them back.",
        "Check the feed for other tickets of the same shop today and expect none; if there are some, join them.",
        "Set the ticket to wait for the reporter and close it after three days without an answer; otherwise read it again with the example.",
      ],
    },
    sure: 0.45,
    disputed: ["app", 0.55],
  },
  {
    source: "zendesk",
    service: "shipping",
    weight: 3,
    text: (draw) =>
      `Labels cannot be printed since ${clock(draw)}, the page shows "502 Bad Gateway". ${number(draw, 20, 99)} parcels wait here and the van comes at five! ${shop(draw)}, ${person(draw)}`,
    knownBy: /^Labels cannot be printed/,
    found: {
      claims: {
        scope: ["some", /\d+ parcels wait here/],
        capability: ["core_broken", /Labels cannot be printed/],
        deadline: ["today", /the van comes at five/],
      },
      cues: [
        ["app", /Labels cannot be printed/],
        ["infra", /the page shows "502 Bad Gateway"/],
      ],
      summary: (say) =>
        `${say(/at five! ([^,]+)/)} cannot print shipping labels since ${say(/since (\d\d:\d\d)/)}: the page answers 502.\n${say(/(\d+) parcels/)} parcels wait and the van comes at five.`,
      steps: () => [
        'Check the error rate of shipping in the dashboard since then and expect "502 Bad Gateway" for all shops; if only for this one, look at its carrier.',
        "Compare the first 502 with the last deploy of shipping and name what changed; else page the on-call of shipping.",
        "Send the labels of this shop by mail from the back office and expect them before five; otherwise ask the carrier for a later van.",
      ],
    },
    sure: 0.66,
    disputed: ["infra", 0.4],
  },
  {
    source: "zendesk",
    service: "billing",
    weight: 3,
    text: (
      draw,
    ) => `Guten Tag, auf unserer Rechnung vom Monatsanfang ist die Umsatzsteuer falsch berechnet, 16 % statt 19 %.
Betroffen sind ${number(draw, 2, 12)} Positionen. Können Sie das bitte korrigieren? ${shop(draw)}`,
    knownBy: /ist die Umsatzsteuer falsch berechnet/,
    found: {
      claims: {
        scope: ["one", /auf unserer Rechnung/],
        capability: ["degraded", /Umsatzsteuer falsch berechnet/],
      },
      harms: [["data_wrong", "confirmed", /Umsatzsteuer falsch berechnet, 16 % statt 19 %/]],
      cues: [
        ["data", /Umsatzsteuer falsch berechnet/],
        ["app", /Rechnung vom Monatsanfang/],
      ],
      summary: (say) =>
        `${say(/korrigieren\? (.+)$/m)} got an invoice with 16 % value added tax instead of 19 % on ${say(/sind (\d+)/)} lines, and asks for a new one.\nWritten in German. Whether other invoices are wrong too is not known.`,
      steps: () => [
        'Check the tax of the "Rechnung" in the billing console and expect 16 % on its lines; if it says 19 %, only the printed file is wrong.',
        "Query invoices of the same day with 16 % and expect none of other shops; otherwise tell the billing team how many there are.",
        "Correct the invoice with the approval of finance and send it in German; expect no further question, else hand it to finance.",
      ],
    },
    sure: 0.64,
    disputed: ["app", 0.35],
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 3,
    text: (
      draw,
    ) => `Bonjour, depuis ${clock(draw)} nos clients ne peuvent plus ajouter de produits au panier : le bouton tourne sans fin puis « erreur 500 ».
Nous avons déjà perdu plusieurs ventes. Merci de faire vite ! ${person(draw)}, ${shop(draw)}`,
    knownBy: /ne peuvent plus ajouter de produits au panier/,
    found: {
      claims: {
        scope: ["many", /nos clients ne peuvent plus/],
        capability: ["core_broken", /ne peuvent plus ajouter de produits au panier/],
        trend: ["steady", /depuis \d\d:\d\d/],
      },
      harms: [["money_lost", "likely", /déjà perdu plusieurs ventes/]],
      cues: [
        ["app", /le bouton tourne sans fin/],
        ["app", /erreur 500/],
      ],
      summary: (say) =>
        `Customers of ${say(/! \p{L}+, (.+)$/mu)} cannot put anything into the basket since ${say(/depuis (\d\d:\d\d)/)}: the button turns for ever and ends in an error 500.\nThe shop has lost sales already. Written in French.`,
      steps: () => [
        'Check the log of the basket service for "erreur 500" of this shop and expect one exception; if there is none, look at the proxy.',
        "Compare the first 500 with the last deploy of storefront in the dashboard, and try another shop; expect it to fail too, else look at this shop's settings.",
        "Roll storefront back with the on-call's approval and expect baskets to fill within minutes; otherwise answer the sender in French with a time.",
      ],
    },
    sure: 0.93,
  },
  {
    source: "zendesk",
    service: "catalog",
    weight: 2,
    text: (
      draw,
    ) => `Hola, al importar el catálogo de esta semana se duplicaron ${number(draw, 120, 800)} productos en la tienda ${shop(draw)}.
Los clientes ven dos veces el mismo artículo con precios distintos. ¿Pueden deshacer la importación? Gracias, ${person(draw)}`,
    knownBy: /al importar el catálogo/,
    found: {
      claims: {
        scope: ["some", /en la tienda/],
        capability: ["degraded", /ven dos veces el mismo artículo/],
      },
      harms: [["data_wrong", "confirmed", /se duplicaron \d+ productos/]],
      cues: [
        ["data", /se duplicaron \d+ productos/],
        ["data", /precios distintos/],
      ],
      summary: (say) =>
        `This week's catalogue import doubled ${say(/duplicaron (\d+)/)} products of ${say(/tienda (.+)\.$/m)}; customers see each twice, with different prices.\nThe shop asks to undo the import. Written in Spanish.`,
      steps: (say) => [
        `Query the products of this shop by import and expect ${say(/duplicaron (\d+)/)} of the last one with a second number; if fewer, ask for an example.`,
        "Hide the products of the last import in the catalog console with the shop's consent, and expect each once; undo it if one is missing.",
        "Compare the import file with the one of last week and name the column that changed; else ask the developers of catalog.",
      ],
    },
    sure: 0.76,
    disputed: ["app", 0.15],
  },
  {
    source: "zendesk",
    service: "storefront",
    weight: 2,
    text: (draw) =>
      `Dzień dobry, czy można zmienić kolejność kategorii w menu sklepu ${shop(draw)}? Nie widzę takiej opcji w ustawieniach. Pozdrawiam, ${person(draw)}`,
    knownBy: /kolejność kategorii w menu/,
    found: {
      claims: { kind: ["question", /czy można zmienić kolejność kategorii w menu/] },
      cues: [],
      summary: (say) =>
        `${say(/sklepu (.+)\?/)} asks how to change the order of categories in the menu and finds no setting for it.\nWritten in Polish. Nothing is broken.`,
      steps: () => [
        'Ask whether "menu" means the one on top of the page, and look in the settings of the shop; expect an order by number, else ask storefront.',
        "Send the way to the setting in Polish to the sender and expect them to find it; otherwise change it for them.",
        "Close the ticket after their answer; if the question comes often, tell the owner of the help page.",
      ],
    },
    sure: 0.86,
  },
  {
    source: "mailbox",
    service: "workplace",
    weight: 2,
    text: (draw) =>
      `Thank you so much for the quick help with the scanner yesterday, everything is fine now. Have a nice weekend! ${person(draw)}`,
    knownBy: /^Thank you so much for the quick help/,
    found: {
      claims: { kind: ["noise", /Thank you so much for the quick help/] },
      cues: [],
      summary: (say) => `${say(/weekend! (\w+)/)} says thanks for help with a scanner. Nobody has to act.`,
      steps: () => [
        "Ask nothing back; check that the ticket about the scanner of yesterday is closed in the desk's list, else close it.",
        "Tell the colleague who helped with the scanner and expect nothing more; otherwise leave a note in the ticket.",
        "Close this message without an answer; if a question about the scanner follows, open the old ticket again.",
      ],
    },
    sure: 0.95,
  },
];

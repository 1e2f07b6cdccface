import type { MailMessages } from './messages.ts';

export const de: MailMessages = {
  greeting: 'Guten Tag {name},',
  greeting_all: 'Guten Tag,',
  more_lines: {
    one: 'und {count} weitere Position in der Rechnung',
    other: 'und {count} weitere Positionen in der Rechnung',
  },
  view_invoice: 'Rechnung ansehen',

  invoice_text: 'hier ist die Rechnung {number} vom {day}.',
  invoice_text_attached: 'hier ist die Rechnung {number} vom {day}, angehängt als PDF.',
  amount_due_by: '{amount}, zu zahlen bis {day}',
  amount_nothing_left: '{amount}, es ist nichts mehr zu zahlen',
  total_nothing_left: 'Gesamtbetrag, es ist nichts mehr zu zahlen',

  receipt_subject: 'Zahlungsbeleg zur Rechnung {number} von {seller}',
  receipt_heading: 'Zahlung zur Rechnung {number} erhalten',
  receipt_preheader: '{amount} erhalten, vielen Dank',
  receipt_text: 'vielen Dank. Ihre Zahlung zur Rechnung {number} ist eingegangen, es ist nichts mehr zu zahlen.',
  receipt_text_attached:
    'vielen Dank. Ihre Zahlung zur Rechnung {number} ist eingegangen, es ist nichts mehr zu zahlen. Der Zahlungsbeleg ist als PDF angehängt.',

  reminder_subject: 'Rechnung {number} von {seller} ist am {day} fällig',
  reminder_heading: 'Rechnung {number} ist am {day} fällig',
  reminder_text:
    'wir möchten Sie daran erinnern, dass die Rechnung {number} vom {issued} am {day} fällig ist. Wenn Ihre Zahlung bereits unterwegs ist, brauchen Sie nichts zu tun.',

  overdue_first: 'Überfällig',
  overdue_second: 'Zweite Zahlungserinnerung',
  overdue_last: 'Bitte handeln Sie heute',
  overdue_subject: '{lead}: Rechnung {number} von {seller}',
  overdue_heading: 'Rechnung {number} war am {day} fällig',
  overdue_preheader: '{amount} war am {day} fällig',
  overdue_text_first:
    'die Rechnung {number} war am {day} fällig, und wir haben noch keinen Zahlungseingang gesehen. Vielleicht wurde sie übersehen.',
  overdue_text_second:
    'wir haben Ihnen bereits geschrieben: Die Rechnung {number} war am {day} fällig und ist noch offen. Bitte bezahlen Sie sie jetzt, oder antworten Sie auf diese Mail, wenn etwas daran nicht stimmt.',
  overdue_text_last:
    'die Rechnung {number} war am {day} fällig und ist noch immer offen, obwohl wir mehrmals geschrieben haben. Bitte zahlen Sie den Betrag heute, oder antworten Sie heute auf diese Mail und teilen Sie uns mit, wann Sie zahlen werden.',
  crossed: 'Sollte sich Ihre Zahlung mit dieser Mail überschnitten haben: vielen Dank, Sie brauchen nichts zu tun.',
  due_since: 'Fällig seit {day}',

  failed_first: 'Zahlung fehlgeschlagen',
  failed_again: 'Zahlung erneut fehlgeschlagen',
  failed_last: 'Letzte Mitteilung',
  failed_heading: 'Wir konnten {amount} nicht einziehen',
  tried_again: 'Der Einzug wird automatisch wiederholt',
  not_tried_again: 'Der Einzug wird nicht automatisch wiederholt',
  failed_text: 'Ihre Zahlung zur Rechnung {number} ist fehlgeschlagen.',
  failed_text_reason: 'Ihre Zahlung zur Rechnung {number} ist fehlgeschlagen: {reason}.',
  last_attempt:
    'Dies war der letzte Versuch; er wird nicht automatisch wiederholt. Bitte zahlen Sie jetzt auf einem anderen Weg.',
  next_attempt:
    'Wir versuchen es am {day} erneut. Falls sich die Karte oder das Konto geändert hat, teilen Sie es uns bitte vorher mit.',
  service_stops: 'Ohne Zahlung endet Ihr Dienst am {day}.',
  still_to_pay: 'Noch zu zahlen',
  pay_invoice: 'Rechnung bezahlen',

  card_subject: 'Ihre Karte läuft bald ab: {seller}',
  card_heading: 'Ihre Karte läuft bald ab',
  card_preheader: 'Hinterlegen Sie vorher eine neue Karte',
  card_named_in: 'die Karte {card} läuft im {month} ab.',
  card_named_soon: 'die Karte {card} läuft bald ab.',
  card_in: 'die Karte, mit der Sie zahlen, läuft im {month} ab.',
  card_soon: 'die Karte, mit der Sie zahlen, läuft bald ab.',
  card_please: 'Bitte hinterlegen Sie vorher eine neue, damit Ihre nächste Zahlung gelingt.',
  card_never: 'Wir fragen nie per Mail nach einer Kartennummer; antworten Sie nie mit einer.',
  card_button: 'Neue Karte hinterlegen',

  credit_title_for: '{title} zur Rechnung {invoice}',
  credit_subject: '{title} von {seller}',
  credit_preheader: '{amount} zu Ihren Gunsten',
  credit_text: 'wir erstatten Ihnen {amount}.',
  credit_text_reason: 'wir erstatten Ihnen {amount}: {reason}.',
  credit_text_for: 'wir korrigieren die Rechnung {invoice} um {amount} zu Ihren Gunsten.',
  credit_text_for_reason: 'wir korrigieren die Rechnung {invoice} um {amount} zu Ihren Gunsten: {reason}.',
  in_your_favour: 'Zu Ihren Gunsten',
  all_offset: 'Der Betrag wird mit dem offenen Betrag dieser Rechnung verrechnet.',
  all_refund: 'Der Betrag wird Ihnen zurückgezahlt.',
  all_account_credit: 'Der Betrag wird Ihnen gutgeschrieben und mit Ihren nächsten Rechnungen verrechnet.',
  part_offset: '{amount} werden mit dem offenen Betrag dieser Rechnung verrechnet.',
  part_refund: '{amount} werden Ihnen zurückgezahlt.',
  part_account_credit: '{amount} werden Ihnen gutgeschrieben und mit Ihren nächsten Rechnungen verrechnet.',

  trial_subject: 'Ihre Testphase von {plan} endet am {day}',
  trial_heading: 'Ihre Testphase endet am {day}',
  trial_preheader: 'Wie es dann mit {plan} weitergeht',
  trial_begins:
    'Ihre kostenlosen Tage mit {plan} sind fast vorbei. Am {day} beginnt Ihr Abonnement; Sie brauchen nichts zu tun, um es zu behalten.',
  trial_pauses:
    'Ihre kostenlosen Tage mit {plan} sind fast vorbei. Am {day} wird Ihr Abonnement pausiert und nichts berechnet, weil uns keine Zahlungsart von Ihnen vorliegt.',
  trial_ends:
    'Ihre kostenlosen Tage mit {plan} sind fast vorbei. Am {day} endet Ihr Abonnement und es wird nichts berechnet, weil uns keine Zahlungsart von Ihnen vorliegt.',
  trial_cancel: 'Wenn Sie nicht weitermachen möchten, kündigen Sie vor diesem Tag, dann wird nichts berechnet.',
  trial_keep: 'Wenn Sie es behalten möchten, teilen Sie uns vor diesem Tag mit, wie Sie zahlen.',
  trial_price: 'Dann werden am {day} {amount} einschließlich Steuern berechnet.',
  begins_on: 'Beginnt am',
  pauses_on: 'Pausiert ab',
  ends_on: 'Endet am',
  renewal_subject: '{plan} verlängert sich am {day}',
  renewal_heading: 'Ihr Abonnement verlängert sich am {day}',
  renewal_preheader: '{plan}, ab {day}',
  renewal_text:
    'Ihr Abonnement von {plan} verlängert sich am {day} automatisch. Sie brauchen nichts zu tun, um es zu behalten.',
  renewal_cancel: 'Wenn Sie nicht verlängern möchten, kündigen Sie vor dem {day}.',
  renews_on: 'Verlängert sich am',
  contract_until: 'Vertragslaufzeit bis',
  bill_nothing: 'Am {day} wird nichts berechnet: Was Sie ab dann nutzen, wird danach berechnet.',
  bill_amount: 'Am {day} werden {amount} einschließlich Steuern berechnet.',
  bill_so_far:
    'Nach heutigem Stand werden am {day} {amount} einschließlich Steuern berechnet; was Sie bis dahin nutzen, kommt hinzu.',
  cancel_by_button: 'Die Schaltfläche unten führt dorthin.',
  cancel_by_answer: 'Zum Kündigen antworten Sie auf diese Mail.',
  cancel_by_mail: 'Zum Kündigen antworten Sie auf diese Mail oder schreiben Sie an {email}.',
  manage_subscription: 'Abonnement verwalten',
  plan: 'Tarif',
  amount_with_tax: 'Betrag mit Steuern',
  amount_so_far: 'Bisheriger Betrag mit Steuern',

  invite_subject: '{by} lädt Sie zur Abrechnung von {company} ein',
  invite_heading: 'Einladung zu {company}',
  invite_preheader: 'Ihre Rolle dort wäre {role}',
  invite_text: '{by} möchte, dass Sie an der Abrechnung von {company} mitarbeiten, in der Rolle {role}.',
  invite_ignore: 'Wenn Sie nicht wissen, worum es geht, brauchen Sie nichts zu tun; ohne Sie geschieht nichts.',
  invite_button: 'Einladung annehmen',

  notice_subject: 'Rechnung {number} für {customer}: {sums}',
  notice_heading: 'Rechnung {number} wurde erstellt',
  notice_text: 'die Rechnung {number} über {sums} wurde für {customer} erstellt. Status: {status}.',
  status_draft: 'Entwurf',
  status_sent: 'versendet',
  status_paid: 'bezahlt',
  status_overdue: 'überfällig',
  status_void: 'storniert',
  status_uncollectible: 'uneinbringlich',
  notice_button: 'Rechnung öffnen',
  run_subject: {
    one: 'Ein Abrechnungslauf hat {count} Rechnung erstellt: {sums}',
    other: 'Ein Abrechnungslauf hat {count} Rechnungen erstellt: {sums}',
  },
  run_heading: {
    one: 'Ein Abrechnungslauf hat {count} Rechnung erstellt',
    other: 'Ein Abrechnungslauf hat {count} Rechnungen erstellt',
  },
  run_text: {
    one: 'ein Abrechnungslauf hat {count} Rechnung über {sums} erstellt.',
    other: 'ein Abrechnungslauf hat {count} Rechnungen über {sums} erstellt.',
  },
  run_errors: {
    one: '{count} konnte nicht abgerechnet werden; die Seite des Laufs sagt, warum.',
    other: '{count} konnten nicht abgerechnet werden; die Seite des Laufs sagt, warum.',
  },
  run_button: 'Abrechnungslauf öffnen',
};

/** Reporting an error, in Spanish. */
import type { Words } from '../catalogue.js';

export const report: Words['report'] = {
  title: 'Avisar de un error',
  lead: 'Díganos qué está mal. Su aviso llega a la cola de los editores; no se publica.',
  description: 'Diga a los editores qué está mal en una página de este sitio.',
  about: 'Sobre esta afirmación:',
  kind: '¿Qué está mal?',
  kinds: {
    fact: 'Un dato es incorrecto',
    quote: 'Una cita es incorrecta, o la dijo otra persona',
    link: 'Un enlace no funciona',
    translation: 'La traducción o el idioma están mal',
    accessibility: 'No puedo leer o usar la página',
    other: 'Otra cosa',
  },
  words: '¿Qué está mal y qué es lo correcto?',
  wordsHint: 'Indique la frase o el lugar de la página. De 10 a 2000 caracteres.',
  page: '¿De qué página se trata?',
  pageHint: 'Su dirección o su título.',
  sourceUrl: 'Una fuente que lo muestre',
  sourceUrlHint: 'La dirección de una página que empiece por https:// o http://.',
  email: 'Su correo electrónico',
  emailHint: 'Solo si quiere una respuesta. No se usa para nada más y se borra cuando se cierra su aviso.',
  optional: '(opcional)',
  trap: 'Deje este campo vacío',
  send: 'Enviar el aviso',
  longForm: 'Formulario más detallado',
  whatWeKeep: 'Guardamos lo que escriba aquí. Para que nadie pueda inundar la redacción, los avisos se cuentan por dirección de red durante un día; el aviso en sí no conserva ninguna dirección suya salvo la que usted indique.',
  notSent: 'Su aviso no se ha enviado',
  wrong: {
    kind: { missing: 'Elija qué está mal.', unknown: 'Elija en la lista qué está mal.' },
    words: {
      missing: 'Escriba qué está mal.', short: 'Escriba un poco más: al menos 10 caracteres.', long: 'Es demasiado largo: escriba como máximo 2000 caracteres.',
      unclean: 'Había caracteres que no se pueden guardar. Los hemos quitado: compruebe lo que queda y vuelva a enviarlo.',
    },
    page: { long: 'Indique la página con 500 caracteres como máximo.', unclean: 'Indique la página con caracteres corrientes.' },
    sourceUrl: {
      not_an_address: 'Indique la dirección de una página que empiece por https:// o http://, o deje el campo vacío.', long: 'Esa dirección es demasiado larga: como máximo, 2000 caracteres.',
      unclean: 'Indique la dirección de una página que empiece por https:// o http://, o deje el campo vacío.',
    },
    email: {
      not_an_email: 'Indique un correo electrónico como name@example.org, o deje el campo vacío.', long: 'Es demasiado largo para un correo electrónico.',
      unclean: 'Indique un correo electrónico como name@example.org, o deje el campo vacío.',
    },
  },
  tooMany: {
    one: 'Han llegado muchos avisos en poco tiempo, así que el suyo no se ha aceptado. Lo que escribió sigue aquí: vuelva a enviarlo dentro de {n} minuto.',
    many: 'Han llegado muchos avisos en poco tiempo, así que el suyo no se ha aceptado. Lo que escribió sigue aquí: vuelva a enviarlo dentro de {n} de minutos.',
    other: 'Han llegado muchos avisos en poco tiempo, así que el suyo no se ha aceptado. Lo que escribió sigue aquí: vuelva a enviarlo dentro de {n} minutos.',
  },
  sentTitle: 'Gracias: su aviso se ha enviado',
  sentLead: 'Está en la cola de los editores. Su número de referencia es',
  sentKeep: 'Anote la referencia si quiere preguntar por su aviso. No enviamos ningún correo de confirmación.',
  nextTitle: 'Qué ocurre ahora',
  next: [
    'Un editor lo lee y examina la página de que se trata.',
    'Si nos equivocamos, la página se corrige, y la corrección se publica en ella junto con lo que figuraba antes.',
    'Si dejó un correo electrónico, es posible que un editor le responda. La dirección se borra cuando se cierra su aviso.',
  ],
  seeCorrections: 'Ver todas las correcciones',
};

/** The first page, in Spanish. */
import type { Words } from '../catalogue.js';

export const home: Words['home'] = {
  description: 'Declaraciones públicas, desde el día en que se hacen hasta el día en que los hechos las resuelven.',
  heading: 'Qué se dijo y en qué quedó',
  lead: 'Seguimos las declaraciones públicas desde el día en que se hacen hasta el día en que los hechos las resuelven.',
  latest: 'Últimos veredictos',
  recorded: 'registrado el {day}',
  noVerdict: 'Todavía no se ha publicado ningún veredicto.',
  allRated: 'Todas las afirmaciones calificadas',
  open: 'Afirmaciones abiertas',
  noneOpen: 'Ninguna afirmación espera un veredicto.',
  due: 'Próximos plazos',
  noneDue: 'Ninguna afirmación abierta tiene por delante una fecha que la resuelva.',
  search: '¿Qué se afirmó o quién lo hizo?',
};

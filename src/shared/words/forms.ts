/** One text in the plural forms of its language (CLDR's categories); `{n}` stands for the number. English has `one` and `other`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

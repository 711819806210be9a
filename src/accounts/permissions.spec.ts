import { describe, expect, it } from '@jest/globals';
import type { Role } from '../shared/roles.js';
import { may, type Permission, PERMISSIONS } from './permissions.js';

const EVERYBODY_OF_THE_DESK: Role[] = ['editor', 'reviewer', 'admin'];
const TABLE: Record<Permission, Role[]> = {
  'desk.see': EVERYBODY_OF_THE_DESK,
  'claim.log': ['editor'],
  'claim.edit': ['editor'],
  'statement.edit': ['editor'],
  'evidence.add': ['editor', 'reviewer'],
  'evidence.edit': ['editor', 'reviewer'],
  'evidence.withdraw': ['editor', 'reviewer'],
  'correction.propose': ['editor', 'reviewer'],
  'speaker.write': ['editor', 'reviewer'],
  'source.write': ['editor', 'reviewer'],
  'topic.write': ['editor', 'reviewer'],
  'scale.write': ['admin'],
  'account.manage': ['admin'],
  'token.own': EVERYBODY_OF_THE_DESK,
  'note.write': EVERYBODY_OF_THE_DESK,
  'report.see': EVERYBODY_OF_THE_DESK,
  'report.close': ['editor', 'reviewer'],
  'ledger.see': EVERYBODY_OF_THE_DESK,
};

describe('the permission table', () => {
  it('has a line here for every permission', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  for (const [permission, allowed] of Object.entries(TABLE) as [Permission, Role[]][]) {
    for (const role of EVERYBODY_OF_THE_DESK) {
      const lets = allowed.includes(role);
      it(`${lets ? 'lets' : 'does not let'} somebody who is only ${role} do ${permission}`, () => {
        expect(may({ roles: [role] }, permission) === true).toBe(lets);
      });
    }
    it(`does not let a reader do ${permission}, and says who may`, () => {
      expect(may({ roles: [] }, permission)).toEqual({ code: 'not_permitted', message: expect.stringMatching(/^Only .+ may .+\.$/) });
    });
  }

  it('denies what is not in it', () => {
    for (const unknown of ['claim.burn', 'toString', '__proto__']) {
      expect(may({ roles: EVERYBODY_OF_THE_DESK }, unknown as Permission)).toMatchObject({ code: 'not_permitted' });
    }
  });

  it('adds up the roles of somebody who holds several', () => {
    expect(may({ roles: ['reviewer', 'editor'] }, 'claim.log')).toBe(true);
    expect(may({ roles: ['reviewer'] }, 'claim.log')).toEqual({ code: 'not_permitted', message: 'Only an editor may log a claim.' });
  });
});

import type { SessionUser } from '@revenue/billing-core/access';

/** Tells whose session a token is. Null: nobody's. Throws `auth_server_unavailable` when it cannot tell. */
interface ValidatesSessions {
  validate(session_token: string): Promise<SessionUser | null>;
}

export type SignedIn = { session_token: string; user: SessionUser; expires_at: Date };

/** The accounts that this server keeps itself. */
export interface BuiltInAccounts extends ValidatesSessions {
  readonly kind: 'built_in';
  /** Null when the address or the password is wrong; which of the two is nobody's business. */
  signIn(email: string, password: string, from: { ip: string; user_agent: string | null }): Promise<SignedIn | null>;
  signOut(session_token: string): Promise<void>;
  /** Ends every other session of the person. False when the current password is wrong. */
  changePassword(session_token: string, current_password: string, new_password: string): Promise<boolean>;
}

/** A server of the company's own that keeps accounts and sessions. */
export interface AuthServer extends ValidatesSessions {
  readonly kind: 'auth_server';
  readonly url: string;
}

export type Authenticator = BuiltInAccounts | AuthServer;

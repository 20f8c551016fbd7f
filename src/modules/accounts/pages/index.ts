import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import { ownAccountRoutes } from './citizen/account.tsx';
import { secondFactorRoutes } from './citizen/second-factor.tsx';
import { codeRoutes } from './public/code.tsx';
import { confirmEmailRoutes } from './public/confirm-email.tsx';
import { newPasswordRoutes } from './public/new-password.tsx';
import { registerRoutes } from './public/register.tsx';
import { signInRoutes } from './public/sign-in.tsx';

export function accountRoutes(house: House): Route[] {
  return [
    ...registerRoutes(house),
    ...signInRoutes(house),
    ...codeRoutes(house),
    ...newPasswordRoutes(house),
    ...confirmEmailRoutes(house),
    ...ownAccountRoutes(house),
    ...secondFactorRoutes(house),
  ];
}

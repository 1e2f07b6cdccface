import { zodResolver } from '@hookform/resolvers/zod';
import { SignIn } from '@revenue/billing-core/access';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { restRequest } from '../../api/rest.ts';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Brand } from './brand.tsx';

const route = getRouteApi('/sign-in');

/** Only addresses of this application: a link must not send a signed-in person elsewhere. */
const localAddress = (next: string | undefined) => (next !== undefined && /^\/(?![\\/])/.test(next) ? next : '/');

function SignInForm() {
  const { next } = route.useSearch();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const [failure, setFailure] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(SignIn), defaultValues: { email: '', password: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await restRequest('/auth/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(values),
      });
      queries.clear();
      router.history.push(localAddress(next));
      await navigate({ href: localAddress(next), replace: true });
    } catch (error) {
      setFailure(error);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormProblem error={failure} />
      <Field label="E-mail" required error={errors.email?.message}>
        <Input type="email" autoComplete="username" autoFocus {...form.register('email')} />
      </Field>
      <Field label="Password" required error={errors.password ? 'Enter your password.' : undefined}>
        <Input type="password" autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="mt-1 h-9 w-full">
        Sign in
      </Button>
    </form>
  );
}

export function SignInPage() {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto] justify-items-center px-4">
      <div className="flex w-full max-w-[352px] flex-col justify-center py-16">
        <Brand />
        <h1 className="mt-6 font-semibold text-ink text-xl">Sign in to Revenue</h1>
        <p className="mt-1 mb-6 text-ink-soft text-sm">With the account your company gave you.</p>
        <SignInForm />
      </div>
      <p className="pb-6 text-center text-ink-faint text-xs">
        Accounts are kept by this server. The first start prints the address and password of the demo account.
      </p>
    </main>
  );
}

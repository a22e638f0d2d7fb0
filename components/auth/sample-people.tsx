"use client";

import { useMutation } from "@tanstack/react-query";
import { toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import type { Role } from "#lib/contracts/access.ts";
import { signIn } from "./sign-in.ts";

interface SamplePerson {
  name: string;
  email: string;
  role: Role;
  password: string;
}

/** In a demonstration, one click signs in as somebody of each role. */
export function SamplePeople({ people, nextPath }: { people: readonly SamplePerson[]; nextPath: string }) {
  const inBrowser = useInBrowser();
  const attempt = useMutation({
    mutationFn: ({ email, password }: SamplePerson) => signIn(email, password),
    onSuccess: () => window.location.assign(nextPath),
  });
  const busy = attempt.isPending || attempt.isSuccess;
  return (
    <section aria-labelledby="sample-people" className="flex flex-col gap-3 border-t pt-5">
      <h2 id="sample-people" className="text-sm font-medium">
        Or look around as
      </h2>
      {attempt.error ? (
        <ErrorState title="Could not sign in">{toProblemError(attempt.error).problem.detail}</ErrorState>
      ) : null}
      <div className="grid grid-cols-2 gap-2">
        {people.map((person) => (
          <Button
            key={person.email}
            className="h-9 capitalize"
            disabled={busy || !inBrowser}
            onClick={() => attempt.mutate(person)}
          >
            {person.role}
          </Button>
        ))}
      </div>
    </section>
  );
}

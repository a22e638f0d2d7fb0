"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { pagesQuery } from "#components/pages-query.ts";
import { pathOf } from "#components/path-of.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import {
  changeUserOperation,
  createPasswordLinkOperation,
  listUsersOperation,
} from "#lib/contracts/access-operations.ts";
import type { User, UserChange, UserWithLink } from "#lib/contracts/users.ts";
import { InviteForm } from "./invite-form.tsx";
import { PagedList } from "./paged-list.tsx";
import { PasswordLinkView } from "./password-link-view.tsx";
import { RoleMenu } from "./role-menu.tsx";

interface UsersPageProps {
  viewerId: string;
  /** Begin with the invitation open. */
  opensForm: boolean;
}

/** Everybody who may sign in: invite, give a role, disable, hand out a link for a new password. */
export function UsersPage({ viewerId, opensForm }: UsersPageProps) {
  const users = useInfiniteQuery(pagesQuery(listUsersOperation));
  const [inviting, setInviting] = useState(opensForm);
  const [linked, setLinked] = useState<UserWithLink | null>(null);
  return (
    <>
      <PageHeader title="People">
        <Button look="primary" onClick={() => setInviting(true)}>
          <UserPlus aria-hidden />
          Invite
        </Button>
      </PageHeader>
      <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
        <Card aria-label="People" className="overflow-hidden">
          <PagedList things="people" query={users} empty={null}>
            {(items) => (
              <ul>
                {items.map((user) => (
                  <UserRow key={user.id} user={user} isViewer={user.id === viewerId} onLink={setLinked} />
                ))}
              </ul>
            )}
          </PagedList>
        </Card>
      </div>
      <Dialog title="Invite" open={inviting} onOpenChange={setInviting}>
        <InviteForm
          onInvited={(invited) => {
            setInviting(false);
            setLinked(invited);
          }}
        />
      </Dialog>
      <Dialog
        title={linked ? `Link for ${linked.user.name}` : "Link"}
        open={linked !== null}
        onOpenChange={(open) => {
          if (!open) setLinked(null);
        }}
      >
        {linked ? <PasswordLinkView linked={linked} onDone={() => setLinked(null)} /> : null}
      </Dialog>
    </>
  );
}

interface UserRowProps {
  user: User;
  isViewer: boolean;
  onLink: (linked: UserWithLink) => void;
}

function UserRow({ user, isViewer, onLink }: UserRowProps) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [disabling, setDisabling] = useState(false);
  const changing = useMutation({
    mutationFn: (body: UserChange) =>
      callApi(pathOf(changeUserOperation.path, { id: user.id }), changeUserOperation.answer, { body }),
    onSuccess: async () => {
      setDisabling(false);
      await queryClient.invalidateQueries({ queryKey: [listUsersOperation.id] });
    },
    onError: (error, { disabled }) => {
      if (!disabled) toast("Nothing was changed", toProblemError(error).problem.detail);
    },
  });
  const linking = useMutation({
    mutationFn: () => {
      const { path, answer } = createPasswordLinkOperation;
      return callApi(pathOf(path, { id: user.id }), answer, { body: {} });
    },
    onSuccess: onLink,
    onError: (error) => toast("No link was made", toProblemError(error).problem.detail),
  });
  const isDisabled = user.disabledAt !== null;
  return (
    <li
      id={user.id}
      className="flex scroll-mt-24 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm last:border-b-0 target:bg-accent-soft"
    >
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <bdi className={`font-medium wrap-anywhere ${isDisabled ? "text-ink-muted" : ""}`}>{user.name}</bdi>
          {isViewer ? <Badge tone="accent">You</Badge> : null}
          {isDisabled ? <Badge tone="danger">Disabled</Badge> : null}
          {user.hasPassword || isDisabled ? null : <Badge tone="warn">Invited</Badge>}
        </span>
        <span className="text-xs wrap-anywhere text-ink-muted">{user.email}</span>
      </div>
      <span className="text-xs text-ink-muted">
        Joined <RelativeTime at={user.createdAt} />
      </span>
      <RoleMenu
        name={user.name}
        role={user.role}
        busy={changing.isPending}
        onChange={(role) => changing.mutate({ role })}
      />
      <span className="flex w-52 justify-end gap-2 max-sm:w-full max-sm:justify-start">
        {isDisabled ? (
          <Button
            size="sm"
            disabled={changing.isPending}
            aria-label={`Enable ${user.name}`}
            onClick={() => changing.mutate({ disabled: false })}
          >
            Enable
          </Button>
        ) : (
          <>
            <Button
              size="sm"
              disabled={linking.isPending}
              aria-label={`New password for ${user.name}`}
              onClick={() => linking.mutate()}
            >
              New password
            </Button>
            {isViewer ? null : (
              <Button size="sm" aria-label={`Disable ${user.name}`} onClick={() => setDisabling(true)}>
                Disable
              </Button>
            )}
          </>
        )}
      </span>
      <ConfirmDialog
        title={`Disable ${user.name}?`}
        confirm="Disable"
        open={disabling}
        onOpenChange={setDisabling}
        busy={changing.isPending}
        error={changing.error && toProblemError(changing.error).problem.detail}
        onConfirm={() => changing.mutate({ disabled: true })}
      >
        They are signed out everywhere at once and cannot sign in. What they decided stays. You can enable
        them again.
      </ConfirmDialog>
    </li>
  );
}

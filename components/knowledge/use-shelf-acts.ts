import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { callApi, toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import { removeRunbookOperation, restoreRunbookOperation } from "#lib/contracts/knowledge-operations.ts";

/** Takes runbooks off the shelf and puts them back. */
export function useShelfActs() {
  const router = useRouter();
  const toast = useToast();
  const restoring = useMutation({
    mutationFn: (id: string) =>
      callApi(restoreRunbookOperation.path, restoreRunbookOperation.answer, { body: { id } }),
    onSuccess: ({ title }) => toast("Runbook restored", `${title} is on the shelf again.`),
    onSettled: () => router.refresh(),
    onError: (error) => toast("The runbook was not restored", toProblemError(error).problem.detail),
  });
  const removing = useMutation({
    mutationFn: (id: string) =>
      callApi(removeRunbookOperation.path, removeRunbookOperation.answer, { body: { id } }),
    onSuccess: ({ id, title }) =>
      toast("Runbook removed", `No card points to ${title} any more.`, {
        label: "Undo",
        act: () => restoring.mutate(id),
      }),
    onSettled: () => router.refresh(),
  });
  return { removing, restoring };
}

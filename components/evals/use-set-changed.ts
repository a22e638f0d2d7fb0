import { useQueryClient } from "@tanstack/react-query";

/** Reads anew whatever shows a set after it was changed. */
export function useSetChanged() {
  const queryClient = useQueryClient();
  return async (set: string) => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ["eval-sets"] }),
      queryClient.invalidateQueries({ queryKey: ["eval-set", set] }),
      queryClient.invalidateQueries({ queryKey: ["eval-set-cases", set] }),
      queryClient.invalidateQueries({ queryKey: ["eval-set-versions", set] }),
    ]);
  };
}

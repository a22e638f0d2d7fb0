"use client";

import { FlaskConical } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { AddCaseProps } from "./add-case-form.tsx";

const AddCaseForm = dynamic(() => import("./add-case-form.tsx"), { ssr: false });

/** Makes the ticket a case of an eval set, with the card's labels to be corrected first. */
export function AddCase(props: AddCaseProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <FlaskConical aria-hidden />
        Add to eval set
      </Button>
      <Dialog title="Add to an eval set" open={open} onOpenChange={setOpen}>
        <AddCaseForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

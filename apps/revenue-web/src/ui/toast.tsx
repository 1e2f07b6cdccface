import { Toaster as Sonner, toast as sonner } from 'sonner';

/** Said once and gone: for what succeeded, or failed without a form to say so. */
export const toast = {
  done: (message: string, description?: string) => sonner.success(message, { description }),
  failed: (message: string, description?: string) => sonner.error(message, { description, duration: 9000 }),
  /** All that is still to be read. */
  dismiss: () => sonner.dismiss(),
};

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      className="font-sans!"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-start gap-2.5 rounded-lg border border-line bg-raised px-3.5 py-3 text-sm text-ink shadow-high [&_[data-icon]]:mt-0.5 [&_svg]:size-4',
          title: 'font-medium',
          description: 'text-ink-soft',
          success: '[&_[data-icon]]:text-success-ink',
          error: '[&_[data-icon]]:text-danger-ink',
        },
      }}
    />
  );
}

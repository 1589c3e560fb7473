import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import { cn } from './class-names';
import { Spinner } from './spinner';

const look = cva(
  'inline-flex items-center justify-center gap-2 rounded-control font-semibold text-center transition-[background-color,color,border-color,scale] duration-150 active:scale-[0.985] select-none aria-disabled:opacity-60 aria-disabled:active:scale-100',
  {
    variants: {
      tone: {
        brand: 'bg-brand text-on-brand not-aria-disabled:hover:bg-brand-strong',
        plain: 'border border-edge bg-surface text-ink not-aria-disabled:hover:border-ink-soft',
        quiet: 'text-ink not-aria-disabled:hover:bg-sunken',
        bad: 'bg-bad text-surface not-aria-disabled:hover:opacity-90',
      },
      size: {
        small: 'min-h-9 px-3 py-1.5 text-sm',
        normal: 'min-h-11 px-4 py-2',
        large: 'min-h-13 px-6 py-3 text-[1.0625rem]',
        icon: 'size-11',
      },
    },
    defaultVariants: { tone: 'brand', size: 'normal' },
  },
);

type Look = VariantProps<typeof look>;
type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & Look & { busy?: boolean; off?: boolean };

/**
 * A button that stays focusable while it is `busy` or `off`: presses are ignored, and readers hear why instead of losing
 * their place.
 */
export function Button({ tone, size, busy, off, className, onClick, children, type = 'button', ...rest }: ButtonProps) {
  const still = busy || off;
  return (
    <button
      {...rest}
      type={still ? 'button' : type}
      aria-disabled={still || undefined}
      onClick={still ? undefined : onClick}
      className={cn(look({ tone, size }), className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export function LinkButton({ tone, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={cn(look({ tone, size }), className)} />;
}

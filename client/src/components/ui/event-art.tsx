import { useId } from 'react';
import { hashOf, pick } from './art-seed';
import { cn } from './class-names';

// No two stages are lit alike: an event's id gives the colours of the evening, the lamps and the confetti.

const EVENINGS = [
  { top: '#1d2350', low: '#b4537a', beam: '#ffd9a0', crowd: '#12142c', stage: '#3a2550' },
  { top: '#0f3443', low: '#2f9c8f', beam: '#fff2c4', crowd: '#0a1f27', stage: '#17525a' },
  { top: '#3a1c4a', low: '#e0704a', beam: '#ffe6b0', crowd: '#1d0e26', stage: '#6a2f48' },
  { top: '#14284f', low: '#6a86d9', beam: '#e6f1ff', crowd: '#0b1630', stage: '#2b437d' },
  { top: '#402014', low: '#d99a3a', beam: '#fff0c0', crowd: '#20100a', stage: '#74441d' },
];

const CROWD = [12, 44, 73, 108, 139, 171, 204, 236, 268, 301];
const LAMPS = [70, 160, 250];
const CONFETTI = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

export function EventArt({ id, className }: { id?: string; className?: string }) {
  if (!id) return <div className={cn('animate-pulse-late bg-sunken', className)} />;
  return <Drawing number={hashOf(id)} className={className} />;
}

function Drawing({ number, className }: { number: number; className?: string }) {
  const sky = useId();
  const evening = pick(EVENINGS, number);
  return (
    <svg
      viewBox="0 0 320 200"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={cn('dark:brightness-[0.9]', className)}
    >
      <defs>
        <linearGradient id={sky} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={evening.top} />
          <stop offset="1" stopColor={evening.low} />
        </linearGradient>
      </defs>
      <rect width="320" height="200" fill={`url(#${sky})`} />
      {LAMPS.map((x, index) => (
        <Lamp key={x} x={x} aim={60 + ((number >>> (index * 5 + 3)) % 200)} light={evening.beam} />
      ))}
      <path d="M0 14h320" stroke={evening.crowd} strokeWidth="5" />
      <ellipse cx="160" cy="160" rx="150" ry="20" fill={evening.stage} />
      <ellipse cx="160" cy="156" rx="136" ry="15" fill={evening.beam} opacity="0.22" />
      {CONFETTI.map((piece) => (
        <Confetti key={piece} piece={piece} number={number} colour={piece % 2 ? evening.beam : evening.low} />
      ))}
      {CROWD.map((x, index) => (
        <Head key={x} x={x} rise={(number >>> index) % 14} colour={evening.crowd} />
      ))}
    </svg>
  );
}

function Lamp({ x, aim, light }: { x: number; aim: number; light: string }) {
  return (
    <g>
      <path d={`M${x - 4} 20L${aim - 34} 158h68L${x + 4} 20z`} fill={light} opacity="0.2" />
      <path d={`M${x - 9} 12h18l-4 12h-10z`} fill="#0c0f1c" />
      <circle cx={x} cy="23" r="4.5" fill={light} />
    </g>
  );
}

function Confetti({ piece, number, colour }: { piece: number; number: number; colour: string }) {
  const spot = Math.imul(number ^ (piece * 0x9e3779b1), 0x85ebca6b) >>> 0;
  const [x, y] = [20 + (spot % 280), 34 + ((spot >>> 9) % 96)];
  return <rect x={x} y={y} width="6" height="3.5" rx="1" fill={colour} transform={`rotate(${spot % 180} ${x} ${y})`} />;
}

function Head({ x, rise, colour }: { x: number; rise: number; colour: string }) {
  const y = 176 - rise;
  return (
    <path
      d={`M${x - 19} 204c0-16 8-21 12-22a9 9 0 1 1 14 0c4 1 12 6 12 22z`}
      transform={`translate(0 ${y - 172})`}
      fill={colour}
    />
  );
}

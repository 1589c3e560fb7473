import { useId } from 'react';
import type { VehicleType } from '@/lib/types';
import { hashOf, pick } from './art-seed';
import { cn } from './class-names';

// Nobody has photographed these cars, so each is drawn: its type gives the shape, its id the paint and the hour of day.

type Shape = { body: string; windows: string; lines: string; front: number; rear: number; lamp: number };

const SHAPES: Record<VehicleType, Shape> = {
  car: {
    body: 'M34 142c-3-17 3-27 21-31l40-7c17-18 34-27 63-27 31 0 50 9 69 26l37 6c20 4 29 13 27 33z',
    windows: 'M110 103c10-11 21-17 44-17l2 17zM164 86c22 0 36 5 51 17h-49z',
    lines: 'M160 106v33M122 112h11M176 112h11',
    front: 236,
    rear: 91,
    lamp: 116,
  },
  suv: {
    body: 'M32 142v-33c0-9 5-14 16-16l25-24c5-5 11-8 20-8h92c11 0 18 3 25 10l22 23 36 7c16 3 24 11 24 25v16z',
    windows: 'M72 93l14-16c3-3 6-4 10-4h33v20zM137 73h45c7 0 12 2 16 6l13 14h-74z',
    lines: 'M133 96v42M147 104h12M88 104h12M94 61h88',
    front: 238,
    rear: 88,
    lamp: 108,
  },
  truck: {
    body: 'M28 142v-36c0-4 2-6 6-6h100l13-30c3-6 8-9 15-9h38c8 0 14 3 19 9l20 26 32 5c14 3 21 11 21 25v16z',
    windows: 'M155 97l8-20c1-3 4-4 7-4h10v24zM188 73h9c6 0 10 2 13 6l13 18h-35z',
    lines: 'M137 100v40M184 100v40M192 107h11M28 112h106',
    front: 238,
    rear: 80,
    lamp: 112,
  },
  van: {
    body: 'M30 142v-80c0-9 5-14 14-14h152c11 0 18 4 24 12l27 37 30 8c10 3 15 10 15 21v16z',
    windows: 'M190 62h8c6 0 10 2 13 7l17 25h-38zM150 62h32v32h-32z',
    lines: 'M144 56v84M186 56v84M156 104h11M192 104h11M52 66h84',
    front: 240,
    rear: 84,
    lamp: 112,
  },
  minivan: {
    body: 'M32 142v-38c0-8 4-12 13-14l17-21c5-7 12-11 23-11h86c17 0 28 4 40 14l32 24 31 8c12 3 18 11 18 23v15z',
    windows: 'M62 90l12-15c3-4 7-5 12-5h18v20zM112 70h40v20h-40zM160 70h14c13 0 20 3 29 9l14 11h-57z',
    lines: 'M108 94v45M156 94v45M120 102h11M168 102h11M60 100h40',
    front: 238,
    rear: 86,
    lamp: 110,
  },
};

const PAINTS = ['#c8553d', '#2f6f9f', '#3b7d6e', '#e0a030', '#6b5b95', '#8a9499', '#b23a5a', '#41506b'];

const HOURS = [
  { top: '#bfdcea', low: '#fdf3df', hill: '#a8c9bd', near: '#7fae9e', ground: '#5c7f75', sun: '#fff6dc' },
  { top: '#f4c9a2', low: '#fdebd2', hill: '#d9a98a', near: '#b98a73', ground: '#7b5d52', sun: '#fff1d0' },
  { top: '#a9c2e0', low: '#f0e2ea', hill: '#a7b4cf', near: '#8796b8', ground: '#5a6685', sun: '#fff8ef' },
  { top: '#bcdccd', low: '#f6f4dc', hill: '#a4c8a8', near: '#7fae8b', ground: '#567a62', sun: '#fffbe0' },
  { top: '#38506e', low: '#d98f77', hill: '#5d5f7d', near: '#474c68', ground: '#2d3247', sun: '#ffd9a8' },
];

type ArtProps = { id?: string; type?: VehicleType; className?: string };

export function CarArt({ id, type = 'car', className }: ArtProps) {
  if (!id) return <div className={cn('animate-pulse-late bg-sunken', className)} />;
  return <Drawing number={hashOf(id)} shape={SHAPES[type]} className={className} />;
}

function Drawing({ number, shape, className }: { number: number; shape: Shape; className?: string }) {
  const [sky, shine] = [useId(), useId()];
  const hour = pick(HOURS, number >>> 3);
  const sunX = 60 + ((number >>> 7) % 200);
  return (
    <svg
      viewBox="0 0 320 200"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={cn('dark:brightness-[0.86]', className)}
    >
      <defs>
        <linearGradient id={sky} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={hour.top} />
          <stop offset="0.75" stopColor={hour.low} />
        </linearGradient>
        <linearGradient id={shine} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#fff" stopOpacity="0.28" />
          <stop offset="0.5" stopColor="#fff" stopOpacity="0" />
          <stop offset="0.88" stopColor="#000" stopOpacity="0.06" />
          <stop offset="0.9" stopColor="#000" stopOpacity="0.34" />
        </linearGradient>
      </defs>
      <rect width="320" height="200" fill={`url(#${sky})`} />
      <circle cx={sunX} cy="62" r="24" fill={hour.sun} opacity="0.9" />
      <path d="M0 118c40-26 78-30 122-12s84 10 118-8 58-16 80-6v60H0z" fill={hour.hill} />
      <path d="M0 136c52-16 96-14 150-4s110 2 170-12v40H0z" fill={hour.near} />
      <path d="M0 152h320v48H0z" fill={hour.ground} />
      <path d="M0 178h320" stroke={hour.low} strokeWidth="3" strokeDasharray="26 22" opacity="0.45" />
      <Vehicle shape={shape} paint={pick(PAINTS, number)} shine={shine} />
    </svg>
  );
}

function Vehicle({ shape, paint, shine }: { shape: Shape; paint: string; shine: string }) {
  return (
    <g>
      <ellipse cx="162" cy="163" rx="140" ry="7" fill="#000" opacity="0.28" />
      <path d={shape.body} fill={paint} />
      <path d={shape.body} fill={`url(#${shine})`} />
      <path d={shape.windows} fill="#15242b" opacity="0.82" stroke="#15242b" strokeWidth="2" strokeLinejoin="round" />
      <path d={shape.lines} fill="none" stroke="#0b1214" strokeOpacity="0.32" strokeWidth="2" strokeLinecap="round" />
      <rect x="276" y={shape.lamp + 2} width="13" height="7" rx="3.5" fill="#fff3c4" />
      <rect x="31" y={shape.lamp + 2} width="8" height="10" rx="3" fill="#ff6b57" />
      <Wheel x={shape.rear} />
      <Wheel x={shape.front} />
    </g>
  );
}

function Wheel({ x }: { x: number }) {
  return (
    <g transform={`translate(${x} 142)`}>
      <path d="M-25.5 0a25.5 25.5 0 0 1 51 0z" fill="#0e1516" />
      <circle r="21" fill="#171f21" />
      <circle r="12.5" fill="#cfd6d6" />
      <path d="M0-12v24M-12 0h24M-8.5-8.5l17 17M8.5-8.5l-17 17" stroke="#8e9899" strokeWidth="2.2" />
      <circle r="3.5" fill="#5b6566" />
    </g>
  );
}

import { useId } from 'react';
import { hashOf, pick } from './art-seed';
import { cn } from './class-names';

// A room with its clock: the id of what is booked by the hour gives the paint, the hour and what stands in the room.

const ROOMS = [
  { wall: '#e7dcc8', low: '#cdbb9c', floor: '#8d6f4d', sky: '#a9cfe0', wood: '#5e4632', leaf: '#3f7f62' },
  { wall: '#cfe0dc', low: '#a8c4bd', floor: '#5f7f78', sky: '#f6d9a8', wood: '#37514c', leaf: '#2f6d55' },
  { wall: '#dcd5e6', low: '#b7abc9', floor: '#6f6388', sky: '#bfe0ee', wood: '#463c5e', leaf: '#5a8a5a' },
  { wall: '#e9d3c7', low: '#cfa893', floor: '#8a5745', sky: '#c9e3d6', wood: '#5b372c', leaf: '#4d7a4a' },
  { wall: '#d3dde9', low: '#a9bad0', floor: '#566a86', sky: '#fbe3b4', wood: '#33445e', leaf: '#3b7a6b' },
];

export function SlotArt({ id, className }: { id?: string; className?: string }) {
  if (!id) return <div className={cn('animate-pulse-late bg-sunken', className)} />;
  return <Drawing number={hashOf(id)} className={className} />;
}

function Drawing({ number, className }: { number: number; className?: string }) {
  const wall = useId();
  const room = pick(ROOMS, number);
  const windowLeft = ((number >>> 6) & 1) === 0;
  return (
    <svg
      viewBox="0 0 320 200"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={cn('dark:brightness-[0.82]', className)}
    >
      <defs>
        <linearGradient id={wall} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={room.wall} />
          <stop offset="1" stopColor={room.low} />
        </linearGradient>
      </defs>
      <rect width="320" height="200" fill={`url(#${wall})`} />
      <path d="M0 160h320v40H0z" fill={room.floor} />
      <path d="M0 160h320" stroke="#fff" strokeOpacity="0.35" strokeWidth="3" />
      <g transform={windowLeft ? undefined : 'matrix(-1 0 0 1 320 0)'}>
        <Window sky={room.sky} frame={room.wood} />
        <Desk wood={room.wood} />
        <Plant leaf={room.leaf} pot={room.wood} />
      </g>
      <Clock x={windowLeft ? 214 : 106} hour={number >>> 4} ring={room.wood} />
    </svg>
  );
}

function Window({ sky, frame }: { sky: string; frame: string }) {
  return (
    <g>
      <rect x="34" y="30" width="92" height="84" rx="4" fill={sky} stroke={frame} strokeWidth="5" />
      <path d="M38 98c18-16 34-14 48-6s26 6 36-2v20H38z" fill="#fff" opacity="0.35" />
      <path d="M80 32v80M36 70h88" stroke={frame} strokeWidth="3.5" />
    </g>
  );
}

function Desk({ wood }: { wood: string }) {
  return (
    <g fill={wood}>
      <rect x="140" y="132" width="144" height="9" rx="3" />
      <path d="M152 141h8v37h-8zM264 141h8v37h-8z" />
      <rect x="176" y="118" width="46" height="14" rx="2" opacity="0.8" />
    </g>
  );
}

function Plant({ leaf, pot }: { leaf: string; pot: string }) {
  return (
    <g>
      <path
        d="M62 158c-22-8-26-24-22-34 14 4 20 14 22 24 0-20 6-32 18-38 6 16 2 34-12 46 8-10 18-14 28-12-2 12-12 18-24 18z"
        fill={leaf}
      />
      <path d="M50 156h32l-5 26H55z" fill={pot} />
    </g>
  );
}

function Clock({ x, hour, ring }: { x: number; hour: number; ring: string }) {
  return (
    <g transform={`translate(${x} 70)`}>
      <circle r="34" fill="#fffdf6" stroke={ring} strokeWidth="6" />
      <path d="M0-27v5M27 0h-5M0 27v-5M-27 0h5" stroke={ring} strokeWidth="3" strokeLinecap="round" />
      <path
        d="M0 0v-15"
        stroke={ring}
        strokeWidth="4.5"
        strokeLinecap="round"
        transform={`rotate(${(hour % 24) * 15})`}
      />
      <path
        d="M0 0v-22"
        stroke={ring}
        strokeWidth="3"
        strokeLinecap="round"
        transform={`rotate(${(hour % 2) * 180})`}
      />
      <circle r="3" fill={ring} />
    </g>
  );
}

/** The landscape behind the search: hills, a low sun and a road, in the theme's own colours. */
export function HeroScene() {
  return (
    <svg
      viewBox="0 0 1440 640"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      className="absolute inset-0 -z-10 size-full"
    >
      <defs>
        <linearGradient id="hero-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--canvas)" />
          <stop offset="0.55" stopColor="var(--sky-top)" />
          <stop offset="0.95" stopColor="var(--sky-low)" />
        </linearGradient>
      </defs>
      <rect width="1440" height="640" fill="url(#hero-sky)" />
      <circle cx="1130" cy="420" r="64" fill="var(--amber-bright)" opacity="0.75" />
      <path d="M0 470c140-60 260-70 420-30s250 30 400-14 280-60 620 4v210H0z" fill="var(--hill-far)" />
      <path d="M0 530c180-66 340-60 520-20s360 26 540-24 260-34 380-8v162H0z" fill="var(--hill-mid)" />
      <path d="M0 580c220-46 420-40 640-14s480 18 800-40v114H0z" fill="var(--hill-near)" />
      <path d="M0 640c180-44 420-56 690-46s520-6 750-46v22c-240 42-480 56-750 50S220 616 70 640z" fill="var(--road)" />
      <path
        d="M40 634c190-30 410-40 650-33s520-8 750-44"
        fill="none"
        stroke="var(--sky-low)"
        strokeWidth="2.5"
        strokeDasharray="22 20"
        opacity="0.7"
      />
      <g transform="translate(704 545) rotate(-0.5) scale(0.42)">
        <path
          d="M34 142c-3-17 3-27 21-31l40-7c17-18 34-27 63-27 31 0 50 9 69 26l37 6c20 4 29 13 27 33z"
          fill="#c8553d"
        />
        <path d="M110 103c10-11 21-17 44-17l2 17zM164 86c22 0 36 5 51 17h-49z" fill="#15242b" opacity="0.85" />
        <circle cx="91" cy="142" r="21" fill="#171f21" />
        <circle cx="236" cy="142" r="21" fill="#171f21" />
        <circle cx="91" cy="142" r="11" fill="#cfd6d6" />
        <circle cx="236" cy="142" r="11" fill="#cfd6d6" />
      </g>
    </svg>
  );
}

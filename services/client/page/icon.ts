/** The three bars of a balanced run, as the icon of our pages; one colour that shows on light and dark tabs. */
export const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" fill="#0a8f6a"><rect x="3" y="6" width="9" height="28" rx="2"/><rect x="15.5" y="6" width="9" height="28" rx="2"/><rect x="28" y="6" width="9" height="28" rx="2"/></svg>
`;

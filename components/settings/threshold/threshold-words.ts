const share = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const count = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const few = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const shareText = (value: number) => share.format(value);
export const countText = (value: number) => count.format(value);
export const perDayText = (value: number) => (value < 10 ? few : count).format(value);

export function PlanDetail() {
  return null;
}

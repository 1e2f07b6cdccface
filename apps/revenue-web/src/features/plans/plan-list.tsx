export function PlanList() {
  return null;
}

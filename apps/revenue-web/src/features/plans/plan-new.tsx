export function PlanNew() {
  return null;
}

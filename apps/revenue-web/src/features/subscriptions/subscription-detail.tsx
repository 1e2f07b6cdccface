export function SubscriptionDetail() {
  return null;
}

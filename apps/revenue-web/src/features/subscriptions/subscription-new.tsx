export function SubscriptionNew() {
  return null;
}

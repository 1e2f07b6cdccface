export function SubscriptionList() {
  return null;
}

/** The addresses of an instance that an earlier run decided. */
export interface RecordedAddress {
  /** The entry of the lock that has it. */
  readonly service: string;
  /** The name of the instance: `cart-carts`. */
  readonly name: string;
  /** One range for each server. */
  readonly ranges: readonly string[];
}

/** The decided addresses of a stack. Its lock has them, so that an instance keeps its address if others come and go. */
export interface AddressRecord {
  /** The lock, for problems. */
  readonly file: string;
  readonly addresses: readonly RecordedAddress[];
}

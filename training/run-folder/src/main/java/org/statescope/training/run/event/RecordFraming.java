package org.statescope.training.run.event;

import java.util.zip.CRC32C;

/// TensorFlow's record framing: u64 length, u32 masked CRC32C of those 8 bytes, the data, u32
/// masked CRC32C of the data; all little-endian.
final class RecordFraming {
  static final int HEADER_BYTES = Long.BYTES + Integer.BYTES;
  static final int FOOTER_BYTES = Integer.BYTES;

  private static final int MASK_DELTA = 0xa282ead8;

  private RecordFraming() {}

  /// CRC32C rotated right by 15 bits plus a constant, so that a CRC of data that holds CRCs stays
  /// meaningful.
  static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}

package org.statescope.analysis.checkpoint.torch;

import org.statescope.analysis.checkpoint.ByteCursor;
import org.statescope.analysis.checkpoint.CheckpointException;

/// Where a member lies and how long it is.
///
/// @param size bytes when unpacked
/// @param compressed bytes in the archive
/// @param header where its local header begins
record ZipSizes(long size, long compressed, long header) {
  private static final int ZIP_64 = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  /// The sizes with those that did not fit into 32 bits taken from the extra fields.
  static ZipSizes of(ByteCursor extra, ZipSizes short32) throws CheckpointException {
    ZipSizes sizes = short32;
    while (extra.remaining() >= 4) {
      int kind = extra.u16();
      int length = extra.u16();
      long next = extra.position() + length;
      if (kind == ZIP_64) {
        long size = sizes.size == IN_EXTRA ? extra.i64() : sizes.size;
        long compressed = sizes.compressed == IN_EXTRA ? extra.i64() : sizes.compressed;
        long header = sizes.header == IN_EXTRA ? extra.i64() : sizes.header;
        sizes = new ZipSizes(size, compressed, header);
      }
      extra.seek(next);
    }
    return sizes;
  }
}

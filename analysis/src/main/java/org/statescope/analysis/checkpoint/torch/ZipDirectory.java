package org.statescope.analysis.checkpoint.torch;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.statescope.analysis.checkpoint.ByteCursor;
import org.statescope.analysis.checkpoint.CheckpointException;

/// The members of a zip archive as views of the mapped file. PyTorch stores them as they are, so a
/// tensor needs no copy; a compressed member is refused. Members may not share bytes, so that an
/// archive never stands for more than its length. Zip64 is understood.
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LARGEST_COMMENT = 0xffff;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int ENCRYPTED = 1;

  private final Path path;
  private final MemorySegment file;
  private final ByteCursor cursor;
  private final Map<String, MemorySegment> members = new LinkedHashMap<>();
  private final TreeMap<Long, Long> taken = new TreeMap<>();

  private ZipDirectory(Path path, MemorySegment file) {
    this.path = path;
    this.file = file;
    cursor = new ByteCursor(path, file);
  }

  /// The members by name.
  static Map<String, MemorySegment> members(Path path, MemorySegment file)
      throws CheckpointException {
    ZipDirectory directory = new ZipDirectory(path, file);
    directory.read();
    return directory.members;
  }

  private void read() throws CheckpointException {
    long end = end();
    cursor.seek(end + 10);
    long entries = cursor.u16();
    cursor.u32(); // the directory's length follows from its entries
    long start = cursor.u32();
    long locator = end - LOCATOR_64_BYTES;
    if (locator >= 0 && signatureAt(locator) == LOCATOR_64) {
      cursor.seek(locator + 8);
      long end64 = cursor.i64();
      require(signatureAt(end64) == END_64, "the end of its directory is not where it says");
      cursor.seek(end64 + 32);
      entries = cursor.i64();
      cursor.i64();
      start = cursor.i64();
    }
    require(
        entries >= 0 && entries <= file.byteSize() / CENTRAL_BYTES,
        "it claims " + Long.toUnsignedString(entries) + " members");
    cursor.seek(start);
    for (long entry = 0; entry < entries; entry++) {
      member();
    }
  }

  private long end() throws CheckpointException {
    long last = file.byteSize() - END_BYTES;
    for (long at = last; at >= Math.max(0, last - LARGEST_COMMENT); at--) {
      if (signatureAt(at) == END) {
        return at;
      }
    }
    throw failure("it has no directory at its end; it may not be whole");
  }

  private int signatureAt(long position) throws CheckpointException {
    cursor.seek(position);
    return cursor.i32();
  }

  private void member() throws CheckpointException {
    require(cursor.i32() == CENTRAL, "its directory is broken");
    cursor.i32(); // versions
    int flags = cursor.u16();
    int method = cursor.u16();
    cursor.i64(); // time and checksum: views are not summed, so that only what is needed is read
    long compressed = cursor.u32();
    long size = cursor.u32();
    int nameLength = cursor.u16();
    int extraLength = cursor.u16();
    int commentLength = cursor.u16();
    cursor.i64(); // disk and attributes
    long header = cursor.u32();
    String name = cursor.text(nameLength);
    ZipSizes sizes =
        ZipSizes.of(
            new ByteCursor(path, cursor.slice(extraLength)),
            new ZipSizes(size, compressed, header));
    cursor.slice(commentLength);
    require((flags & ENCRYPTED) == 0, "its member '" + name + "' is encrypted");
    require(
        method == 0 && sizes.compressed() == sizes.size(),
        "its member '" + name + "' is compressed, which PyTorch never does");
    long next = cursor.position();
    MemorySegment bytes = bytes(name, sizes);
    require(members.put(name, bytes) == null, "it has two members '" + name + "'");
    cursor.seek(next);
  }

  private MemorySegment bytes(String name, ZipSizes sizes) throws CheckpointException {
    require(signatureAt(sizes.header()) == LOCAL, "its member '" + name + "' is not where it says");
    cursor.seek(sizes.header() + 26);
    int nameLength = cursor.u16();
    int extraLength = cursor.u16();
    cursor.slice((long) nameLength + extraLength);
    long begin = cursor.position();
    MemorySegment bytes = cursor.slice(sizes.size());
    claim(name, sizes.header(), begin + sizes.size());
    return bytes;
  }

  private void claim(String name, long begin, long end) throws CheckpointException {
    Map.Entry<Long, Long> before = taken.floorEntry(begin);
    Map.Entry<Long, Long> after = taken.ceilingEntry(begin);
    require(
        (before == null || before.getValue() <= begin) && (after == null || after.getKey() >= end),
        "its member '" + name + "' lies over another");
    taken.put(begin, end);
  }

  private void require(boolean holds, String problem) throws CheckpointException {
    if (!holds) {
      throw failure(problem);
    }
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(path, "it is not a zip archive of PyTorch: " + problem);
  }
}

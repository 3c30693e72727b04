package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An open safetensors file, mapped into memory; a tensor costs memory only where it is touched.
///
/// The whole header is checked when the file is opened, so that everything an open file returns is
/// consistent. The views that [TensorEntry#data()] gives die with [#close()]. Several threads may
/// read at once.
public final class SafetensorsFile implements TensorSource {
  /// A longer header is refused, as the format's own reader does.
  private static final long LARGEST_HEADER = 100_000_000;

  private static final ValueLayout.OfLong LITTLE_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final Arena arena;
  private final Map<String, String> metadata;
  private final Map<String, TensorEntry> tensors;

  private SafetensorsFile(
      Path path, Arena arena, Map<String, String> metadata, Map<String, TensorEntry> tensors) {
    this.path = path;
    this.arena = arena;
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /// Opens and checks a file.
  ///
  /// @throws SafetensorsException if the file is truncated, its header is no valid JSON, names a
  ///   tensor twice, or describes bytes that overlap, leave gaps or are not there
  /// @throws IOException if the file cannot be read
  // The arena outlives this method on purpose: it belongs to the file that is returned.
  @SuppressWarnings("MustBeClosedChecker")
  public static SafetensorsFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return map(path, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static SafetensorsFile map(Path path, Arena arena) throws IOException {
    MemorySegment whole = MappedFile.map(path, arena);
    long size = whole.byteSize();
    if (size < Long.BYTES) {
      throw new SafetensorsException(path, "it has only " + size + " bytes");
    }
    long headerBytes = whole.get(LITTLE_ENDIAN_LONG, 0);
    if (headerBytes < 0 || headerBytes > size - Long.BYTES) {
      throw new SafetensorsException(
          path,
          "it announces a header of "
              + Long.toUnsignedString(headerBytes)
              + " bytes but has only "
              + (size - Long.BYTES)
              + " more");
    }
    if (headerBytes > LARGEST_HEADER) {
      throw new SafetensorsException(
          path, "its header of " + headerBytes + " bytes is over " + LARGEST_HEADER);
    }
    byte[] json = whole.asSlice(Long.BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
    MemorySegment data = whole.asSlice(Long.BYTES + headerBytes);
    SafetensorsHeader header = SafetensorsHeader.parse(path, json, data.byteSize());
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Range range : header.tensors()) {
      MemorySegment bytes = data.asSlice(range.begin(), range.end() - range.begin());
      tensors.put(range.name(), new TensorEntry(range.name(), range.dtype(), range.shape(), bytes));
    }
    return new SafetensorsFile(path, arena, header.metadata(), tensors);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public String format() {
    return "safetensors";
  }

  @Override
  public List<TensorInfo> tensors() {
    return tensors.values().stream()
        .map(entry -> new TensorInfo(entry.name(), entry.dtype().name(), entry.shape()))
        .toList();
  }

  /// The free-form texts of the header, empty if it has none.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// The names of the tensors, in the order of the header.
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /// Whether a tensor of this name is in the file.
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /// One tensor; an unknown name is refused.
  @Override
  public TensorEntry entry(String name) {
    TensorEntry entry = tensors.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("The file " + path + " has no tensor '" + name + "'");
    }
    return entry;
  }

  /// All elements as doubles, exactly; see [TensorValues] for the types that allow it.
  public double[] readDoubles(String name) {
    return TensorValues.doubles(entry(name));
  }

  /// All elements as floats, exactly; see [TensorValues] for the types that allow it.
  public float[] readFloats(String name) {
    return TensorValues.floats(entry(name));
  }

  /// All elements of an integer or boolean tensor.
  public long[] readLongs(String name) {
    return TensorValues.longs(entry(name));
  }

  @Override
  public void close() {
    arena.close();
  }
}

package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Collects tensors and writes them as one safetensors file.
///
/// Nothing is copied when a tensor is added: what the segments and arrays hold at the time of
/// [#writeTo(Path)] is written. The file appears under its name only when it is complete and on the
/// disk: it is written aside, flushed and renamed.
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int CHUNK_BYTES = 1 << 20;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private record Tensor(String name, DType dtype, long[] shape, long bytes, Source source) {}

  /// Fills a buffer with the bytes of a tensor that begin at a position.
  private interface Source {
    void fill(MemorySegment chunk, long position);
  }

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new TreeMap<>();

  /// Adds a text to the header's metadata.
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /// Adds a tensor whose bytes are already little-endian and row-major.
  public SafetensorsWriter add(String name, DType dtype, long[] shape, MemorySegment data) {
    return add(
        name,
        dtype,
        shape,
        data.byteSize(),
        (chunk, position) -> MemorySegment.copy(data, position, chunk, 0, chunk.byteSize()));
  }

  /// Adds a tensor of type F32.
  public SafetensorsWriter add(String name, long[] shape, float[] data) {
    return add(
        name,
        DType.F32,
        shape,
        (long) data.length * Float.BYTES,
        (chunk, position) ->
            MemorySegment.copy(
                data,
                (int) (position / Float.BYTES),
                chunk,
                FLOAT,
                0,
                (int) (chunk.byteSize() / Float.BYTES)));
  }

  /// Adds a tensor of type F64.
  public SafetensorsWriter add(String name, long[] shape, double[] data) {
    return add(
        name,
        DType.F64,
        shape,
        (long) data.length * Double.BYTES,
        (chunk, position) ->
            MemorySegment.copy(
                data,
                (int) (position / Double.BYTES),
                chunk,
                DOUBLE,
                0,
                (int) (chunk.byteSize() / Double.BYTES)));
  }

  /// Adds a tensor of type I64.
  public SafetensorsWriter add(String name, long[] shape, long[] data) {
    return add(
        name,
        DType.I64,
        shape,
        (long) data.length * Long.BYTES,
        (chunk, position) ->
            MemorySegment.copy(
                data,
                (int) (position / Long.BYTES),
                chunk,
                LONG,
                0,
                (int) (chunk.byteSize() / Long.BYTES)));
  }

  private SafetensorsWriter add(String name, DType dtype, long[] shape, long bytes, Source source) {
    if (name.equals("__metadata__") || tensors.containsKey(name)) {
      throw new IllegalArgumentException(
          "The tensor name '" + name + "' is already taken in this file");
    }
    long expected = dtype.bytes();
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "The tensor '"
                + name
                + "' has the shape "
                + Arrays.toString(shape)
                + " but extents cannot be negative");
      }
      expected = Math.multiplyExact(expected, extent);
    }
    if (expected != bytes) {
      throw new IllegalArgumentException(
          "The tensor '"
              + name
              + "' of shape "
              + Arrays.toString(shape)
              + " and type "
              + dtype
              + " needs "
              + expected
              + " bytes but was given "
              + bytes);
    }
    tensors.put(name, new Tensor(name, dtype, shape.clone(), bytes, source));
    return this;
  }

  /// Writes the file aside, flushes it to the disk and renames it to its place.
  ///
  /// @throws IOException if the disk refuses; a file that was there before is then untouched
  public void writeTo(Path path) throws IOException {
    // Large elements first keeps every tensor aligned to its own element size.
    List<Tensor> ordered = new ArrayList<>(tensors.values());
    ordered.sort(Comparator.comparingInt((Tensor tensor) -> tensor.dtype().bytes()).reversed());
    byte[] header = header(ordered);
    AtomicFile.write(path, channel -> write(channel, header, ordered));
  }

  private static void write(FileChannel channel, byte[] header, List<Tensor> ordered)
      throws IOException {
    ByteBuffer length =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
    AtomicFile.writeFully(channel, length);
    AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES);
    MemorySegment segment = MemorySegment.ofBuffer(buffer);
    for (Tensor tensor : ordered) {
      for (long position = 0; position < tensor.bytes(); position += CHUNK_BYTES) {
        int size = (int) Math.min(CHUNK_BYTES, tensor.bytes() - position);
        tensor.source().fill(segment.asSlice(0, size), position);
        AtomicFile.writeFully(channel, buffer.clear().limit(size));
      }
    }
  }

  private byte[] header(List<Tensor> ordered) {
    StringWriter text = new StringWriter();
    long offset = 0;
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectPropertyStart("__metadata__");
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      for (Tensor tensor : ordered) {
        json.writeObjectPropertyStart(tensor.name());
        json.writeStringProperty("dtype", tensor.dtype().name());
        json.writeName("shape").writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {offset, offset + tensor.bytes()}, 0, 2);
        json.writeEndObject();
        offset += tensor.bytes();
      }
      json.writeEndObject();
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT;
    byte[] header = Arrays.copyOf(bytes, padded);
    Arrays.fill(header, bytes.length, padded, (byte) ' ');
    return header;
  }
}

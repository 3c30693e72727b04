package org.statescope.analysis.checkpoint.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A safetensors file with the shapes of a real model, of which only A_log and the steps' biases
/// are written: the rest are holes that take no place on disk.
///
/// @param bytesPerElement 4 for F32, 2 for BF16
record SparseModel(int layers, int width, int tokens, int bytesPerElement) {
  static final int ORDER = 16;

  private record Tensor(long[] shape, long offset) {
    long count() {
      long count = 1;
      for (long extent : shape) {
        count *= extent;
      }
      return count;
    }
  }

  int channels() {
    return 2 * width;
  }

  private int rank() {
    return width / 16;
  }

  /// A_log as Mamba starts, log(state + 1), less a little for each channel.
  static float logarithm(int channel, int state) {
    return (float) Math.log(state + 1 + channel % 7 * 0.01);
  }

  void writeTo(Path path) throws IOException {
    Map<String, Tensor> tensors = tensors();
    StringBuilder header = new StringBuilder("{");
    long end = 0;
    List<String> entries = new ArrayList<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      end = tensor.offset + tensor.count() * bytesPerElement;
      entries.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  entry.getKey(),
                  bytesPerElement == 4 ? "F32" : "BF16",
                  Arrays.toString(tensor.shape),
                  tensor.offset,
                  end));
    }
    byte[] json =
        header
            .append(String.join(",", entries))
            .append('}')
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer start =
          ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(start.putLong(json.length).put(json).flip(), 0);
      long data = Long.BYTES + json.length;
      for (int layer = 0; layer < layers; layer++) {
        String mixer = "backbone.layers." + layer + ".mixer.";
        write(channel, data + tensors.get(mixer + "A_log").offset, logarithms());
        write(channel, data + tensors.get(mixer + "dt_proj.bias").offset, biases());
      }
      channel.write(ByteBuffer.allocate(1), data + end - 1);
    }
  }

  private float[] logarithms() {
    float[] values = new float[channels() * ORDER];
    for (int i = 0; i < values.length; i++) {
      values[i] = logarithm(i / ORDER, i % ORDER);
    }
    return values;
  }

  private float[] biases() {
    float[] values = new float[channels()];
    Arrays.fill(values, -4);
    return values;
  }

  private void write(FileChannel channel, long position, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * bytesPerElement).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (bytesPerElement == 4) {
        bytes.putFloat(value);
      } else {
        bytes.putShort((short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
      }
    }
    channel.write(bytes.flip(), position);
  }

  private Map<String, Tensor> tensors() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("backbone.embeddings.weight", new long[] {tokens, width});
    for (int layer = 0; layer < layers; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      shapes.put(mixer + "A_log", new long[] {channels(), ORDER});
      shapes.put(mixer + "D", new long[] {channels()});
      shapes.put(mixer + "in_proj.weight", new long[] {2 * channels(), width});
      shapes.put(mixer + "conv1d.weight", new long[] {channels(), 1, 4});
      shapes.put(mixer + "conv1d.bias", new long[] {channels()});
      shapes.put(mixer + "x_proj.weight", new long[] {rank() + 2 * ORDER, channels()});
      shapes.put(mixer + "dt_proj.weight", new long[] {channels(), rank()});
      shapes.put(mixer + "dt_proj.bias", new long[] {channels()});
      shapes.put(mixer + "out_proj.weight", new long[] {width, channels()});
      shapes.put("backbone.layers." + layer + ".norm.weight", new long[] {width});
    }
    shapes.put("backbone.norm_f.weight", new long[] {width});
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long offset = 0;
    for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
      Tensor tensor = new Tensor(shape.getValue(), offset);
      tensors.put(shape.getKey(), tensor);
      offset += tensor.count() * bytesPerElement;
    }
    return tensors;
  }
}

package org.statescope.benchmarks.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.SsmNetwork;

/// How the measured systems are handed to the peers: files of little-endian doubles, the sizes
/// first, then the entries by rows.
final class Matrices {
  private Matrices() {}

  /// Writes `system-NNN.bin`: n, m, p, A, B, C.
  static void write(Path folder, StateSpace system) throws IOException {
    double[] sizes = {system.order(), system.inputs(), system.outputs()};
    write(
        folder.resolve("system-%03d.bin".formatted(system.order())),
        List.of(sizes, system.a().data, system.b().data, system.c().data));
  }

  /// Writes `census.bin`: layers, channels and states of a network whose layers are real diagonal
  /// and alike in shape, then all poles, then every layer's input and every layer's output vector.
  static void write(Path folder, SsmNetwork network) throws IOException {
    List<DiagonalBank> banks =
        network.layers().stream().map(layer -> (DiagonalBank) layer.channels()).toList();
    List<double[]> parts = new ArrayList<>();
    DiagonalBank first = banks.getFirst();
    parts.add(new double[] {banks.size(), first.count(), first.order()});
    banks.forEach(bank -> parts.add(bank.poles()));
    banks.forEach(bank -> parts.add(bank.input()));
    banks.forEach(bank -> parts.add(bank.output()));
    write(folder.resolve("census.bin"), parts);
  }

  private static void write(Path file, List<double[]> parts) throws IOException {
    int count = parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] part : parts) {
      for (double entry : part) {
        bytes.putDouble(entry);
      }
    }
    Files.write(file, bytes.array());
  }
}

package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/// Writes a system to a file for other tools.
///
/// Every method writes beside the place and renames, so that an old file there is replaced by a
/// whole new one or not at all. The sample period is left out in continuous time. What
/// [SystemFile#read] reads of `.mat` and `.npz` files is the same system, bit for bit.
public final class SystemWriter {
  /// The first moment a zip archive can name: the same system gives the same bytes.
  private static final LocalDateTime START = LocalDateTime.of(1980, 1, 1, 0, 0);

  private SystemWriter() {}

  /// A MATLAB file of level 5 with the variables A, B, C, D and Ts; Octave reads it too.
  public static void writeMatlab(StateSpace system, Path place) throws IOException {
    Mat5File mat = Mat5.newMatFile();
    matrices(system).forEach((name, matrix) -> mat.addArray(name, array(matrix)));
    if (system.timeDomain() instanceof Discrete(double samplePeriod)) {
      mat.addArray("Ts", Mat5.newScalar(samplePeriod));
    }
    WholeFile.write(
        place,
        stream ->
            Mat5.newWriter(Sinks.wrapNonSeeking(stream))
                .setDeflateLevel(Deflater.NO_COMPRESSION)
                .writeMat(mat));
  }

  /// A NumPy archive with the arrays A, B, C, D and dt.
  public static void writeNumpy(StateSpace system, Path place) throws IOException {
    WholeFile.write(
        place,
        stream -> {
          ZipOutputStream zip = new ZipOutputStream(stream);
          for (Map.Entry<String, DMatrixRMaj> entry : matrices(system).entrySet()) {
            DMatrixRMaj matrix = entry.getValue();
            zip.putNextEntry(entry(entry.getKey()));
            String shape = "(%d, %d)".formatted(matrix.numRows, matrix.numCols);
            NpyWriter.write(zip, shape, matrix.data, matrix.getNumElements());
          }
          if (system.timeDomain() instanceof Discrete(double samplePeriod)) {
            zip.putNextEntry(entry("dt"));
            NpyWriter.write(zip, "()", new double[] {samplePeriod}, 1);
          }
          zip.finish();
        });
  }

  /// A Python script that builds the system with python-control.
  ///
  /// @param remarks lines that say where the system comes from, written as comments at the top
  public static void writePython(StateSpace system, List<String> remarks, Path place)
      throws IOException {
    byte[] script = PythonScript.of(system, remarks).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(place, stream -> stream.write(script));
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(START);
    return entry;
  }

  private static Map<String, DMatrixRMaj> matrices(StateSpace system) {
    Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
    matrices.put("A", system.a());
    matrices.put("B", system.b());
    matrices.put("C", system.c());
    matrices.put("D", system.d());
    return matrices;
  }

  private static Matrix array(DMatrixRMaj matrix) {
    Matrix array = Mat5.newMatrix(matrix.numRows, matrix.numCols);
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        array.setDouble(i, j, matrix.get(i, j));
      }
    }
    return array;
  }
}

package org.statescope.analysis.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Struct;

class MatFileTest {
  @TempDir private Path folder;

  private Path written(Mat5File mat, boolean compressed) throws IOException {
    return MatFiles.write(mat, folder.resolve("system.mat"), compressed);
  }

  private static void assertIsTheSystem(StateSpace system) {
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, system.a().data);
    assertArrayEquals(new double[] {1, -1, 2, -2, 3, -3}, system.b().data);
    assertArrayEquals(new double[] {1, 0, 5}, system.c().data);
  }

  private void assertRefused(Path file, String part) {
    IOException refusal = assertThrows(SystemFileException.class, () -> SystemFile.read(file));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void variablesOfTheirOwnAreReadAndOthersSkipped(boolean compressed) throws IOException {
    Mat5File mat = MatFiles.plain();
    mat.addArray("notes", Mat5.newString("a workspace holds other things"));
    mat.addArray("log", Mat5.newCell(3, 4));
    StateSpace system = SystemFile.read(written(mat, compressed));
    assertIsTheSystem(system);
    assertArrayEquals(new double[2], system.d().data);
    assertEquals(TimeDomain.continuous(), system.timeDomain());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ts", "dt"})
  void feedthroughAndSamplePeriodAreRead(String period) throws IOException {
    Mat5File mat = MatFiles.plain();
    mat.addArray("D", MatFiles.array(new double[][] {{7, 8}}));
    mat.addArray(period, Mat5.newScalar(0.25));
    StateSpace system = SystemFile.read(written(mat, true));
    assertArrayEquals(new double[] {7, 8}, system.d().data);
    assertEquals(TimeDomain.discrete(0.25), system.timeDomain());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStructureNamedSysIsReadByItsFields(boolean compressed) throws IOException {
    Struct sys =
        Mat5.newStruct()
            .set("InputName", Mat5.newCell(1, 2))
            .set("A", MatFiles.array(MatFiles.A))
            .set("B", MatFiles.array(MatFiles.B))
            .set("C", MatFiles.array(MatFiles.C))
            .set("D", Mat5.newMatrix(0, 0))
            .set("Ts", Mat5.newScalar(0.5));
    Mat5File mat = Mat5.newMatFile();
    mat.addArray("sys", sys);
    StateSpace system = SystemFile.read(written(mat, compressed));
    assertIsTheSystem(system);
    assertArrayEquals(new double[2], system.d().data);
    assertEquals(TimeDomain.discrete(0.5), system.timeDomain());
  }

  @ParameterizedTest
  @EnumSource(
      value = MatlabType.class,
      names = {"Single", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"})
  void everyNumericClassIsRead(MatlabType type) throws IOException {
    Mat5File mat = Mat5.newMatFile();
    mat.addArray("A", MatFiles.array(MatFiles.A, type));
    mat.addArray("B", MatFiles.array(MatFiles.B));
    mat.addArray("C", MatFiles.array(MatFiles.C, type));
    assertIsTheSystem(SystemFile.read(written(mat, true)));
  }

  /// The same array of the sparse kind, byte for byte as the format says, most significant first.
  @Test
  void sparseMatricesOfEitherByteOrderAreRead() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Path file = folder.resolve("sparse.mat");
      Files.write(file, sparse(order, 1));
      StateSpace system = SystemFile.read(file);
      assertArrayEquals(new double[] {0, 2, 3, 0}, system.a().data);
    }
  }

  @Test
  void damagedSparseIndicesAreRefused() throws IOException {
    Path file = folder.resolve("sparse.mat");
    Files.write(file, sparse(ByteOrder.BIG_ENDIAN, 2));
    assertRefused(file, "A is sparse with damaged indices");
  }

  private static byte[] sparse(ByteOrder order, int lastRow) {
    ByteBuffer buffer = header(order);
    int[] a = {6, 8, 5, 2, 5, 8, 2, 2, 1, 1, 'A', 5, 8, 1, 0, 5, 12, 0, 1, 2, 0};
    a[13] = lastRow;
    int bytes = 4 * a.length + 4 * 3 + 8 + 16;
    buffer.putInt(14).putInt(bytes);
    for (int i = 0; i < a.length; i++) {
      if (i == 10) {
        buffer.put((byte) 'A').put(new byte[7]);
      } else {
        buffer.putInt(a[i]);
      }
    }
    buffer.putInt(9).putInt(16).putDouble(3).putDouble(2);
    int end = buffer.position();
    buffer.putInt(132, end - 136);
    dense(buffer, "B", 2, 1, 1, 0);
    dense(buffer, "C", 1, 2, 0, 1);
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static ByteBuffer header(ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(4096).order(order);
    buffer.position(124).putShort((short) 0x0100).putShort((short) 0x4d49);
    return buffer;
  }

  private static void dense(ByteBuffer buffer, String name, int rows, int columns, double... v) {
    buffer.putInt(14).putInt(16 + 16 + 16 + 8 + 8 * v.length);
    buffer.putInt(6).putInt(8).putInt(6).putInt(0);
    buffer.putInt(5).putInt(8).putInt(rows).putInt(columns);
    buffer.putInt(1).putInt(1).put(name.getBytes(StandardCharsets.US_ASCII)).put(new byte[7]);
    buffer.putInt(9).putInt(8 * v.length);
    for (double value : v) {
      buffer.putDouble(value);
    }
  }

  @Test
  void hdfAndOtherFilesAreRefusedWithWhatToDo() throws IOException {
    byte[] hdf = new byte[1024];
    byte[] magic = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    System.arraycopy(magic, 0, hdf, 512, magic.length);
    Path file = Files.write(folder.resolve("new.mat"), hdf);
    assertRefused(file, "'-v7'");
    assertRefused(file, "HDF5");
    assertRefused(Files.write(file, magic), "HDF5");
    assertRefused(Files.writeString(file, "# Created by Octave 7\n"), "save it again");
    assertRefused(Files.write(file, new byte[0]), "not a MATLAB file of level 5");
    assertRefused(Files.write(file, new byte[500]), "not a MATLAB file of level 5");
  }

  @Test
  void whatIsNotARealMatrixIsRefusedByName() throws IOException {
    assertArrayRefused(Mat5.newString("A"), "A is a char but must be a matrix");
    assertArrayRefused(Mat5.newCell(1, 1), "A is a cell but must be a matrix");
    assertArrayRefused(Mat5.newStruct(), "A is a struct but must be a matrix");
    assertArrayRefused(Mat5.newComplex(3, 3), "A is complex");
    assertArrayRefused(Mat5.newMatrix(new int[] {3, 3, 2}), "A has 3 dimensions");
    assertArrayRefused(Mat5.newMatrix(2, 2), "A is 2×2 but B has 3 rows");
    double[][] withNaN = {{Double.NaN, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    assertArrayRefused(MatFiles.array(withNaN), "A has NaN in row 1, column 1");
    Mat5File mat = Mat5.newMatFile();
    mat.addArray("sys", MatFiles.array(MatFiles.A));
    assertRefused(written(mat, false), "sys is a matrix but must be a structure");
    mat.addArray("A", MatFiles.array(MatFiles.A));
    assertRefused(written(mat, false), "it has no B");
  }

  private void assertArrayRefused(us.hebi.matlab.mat.types.Array array, String part)
      throws IOException {
    Mat5File mat = Mat5.newMatFile();
    mat.addArray("A", array);
    mat.addArray("B", MatFiles.array(MatFiles.B)).addArray("C", MatFiles.array(MatFiles.C));
    assertRefused(written(mat, true), part);
  }

  @Test
  void aVariableThatInflatesBeyondTheBoundIsRefusedUnread() throws IOException {
    ByteBuffer head =
        header(ByteOrder.LITTLE_ENDIAN).position(0).slice().order(ByteOrder.LITTLE_ENDIAN);
    dense(head, "A", 1, 1, 0);
    head.putInt(4, MatVariables.LARGEST_INFLATED + 8);
    Path file = folder.resolve("bomb.mat");
    Files.write(file, bomb(head.array(), 64, MatVariables.LARGEST_INFLATED));
    assertTrue(Files.size(file) < 1 << 20);
    assertRefused(file, "A inflates to");
  }

  @Test
  void aClaimThatNoCompressionReachesIsRefused() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    dense(head, "A", 1, 1, 0);
    head.putInt(4, 1 << 24);
    Path file = folder.resolve("claim.mat");
    Files.write(file, bomb(head.array(), 64, 0));
    assertRefused(file, "it is damaged");
  }

  private static byte[] bomb(byte[] head, int length, int zeros) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(deflated)) {
      stream.write(head, 0, length);
      byte[] chunk = new byte[1 << 16];
      for (int done = 0; done < zeros; done += chunk.length) {
        stream.write(chunk);
      }
    }
    byte[] start = header(ByteOrder.LITTLE_ENDIAN).array();
    ByteBuffer file = ByteBuffer.allocate(136 + deflated.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put(start, 0, 128).putInt(15).putInt(deflated.size()).put(deflated.toByteArray());
    return file.array();
  }
}

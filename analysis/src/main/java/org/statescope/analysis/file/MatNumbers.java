package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Sparse;

/// The numbers of one array, dense or sparse. MFL decodes them; because it trusts what a file says
/// of its own sizes, every size and index is checked here first.
final class MatNumbers {
  private static final int TAG = 8;
  private static final byte[] DESCRIPTION =
      "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_AT = 124;
  private static final short VERSION = 0x0100;
  private static final short ENDIANNESS = (short) (('M' << Byte.SIZE) | 'I');

  private final Path file;
  private final String name;
  private final MatElement element;

  private MatNumbers(Path file, String name, MatElement element) {
    this.file = file;
    this.name = name;
    this.element = element;
  }

  /// The array as a real matrix.
  static DMatrixRMaj matrix(Path file, String name, MatElement element) throws SystemFileException {
    MatNumbers numbers = new MatNumbers(file, name, element);
    numbers.requireMatrix();
    numbers.requireParts();
    Matrix decoded = numbers.decoded();
    DMatrixRMaj matrix = new DMatrixRMaj(decoded.getNumRows(), decoded.getNumCols());
    if (decoded instanceof Sparse sparse) {
      sparse.forEach((row, column, real, imaginary) -> matrix.set(row, column, real));
    } else {
      for (int i = 0; i < matrix.numRows; i++) {
        for (int j = 0; j < matrix.numCols; j++) {
          matrix.set(i, j, decoded.getDouble(i, j));
        }
      }
    }
    return matrix;
  }

  private void requireMatrix() throws SystemFileException {
    switch (element.type()) {
      case Double, Single, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Sparse -> {}
      case Object, Opaque ->
          throw new SystemFileException(
              file,
              name
                  + " is an object of a MATLAB class; save numbers instead: [A, B, C, D] ="
                  + " ssdata(sys); Ts = sys.Ts; save('name.mat', 'A', 'B', 'C', 'D', 'Ts', '-v7')");
      case Cell, Structure, Character, Function ->
          throw new SystemFileException(
              file, "%s is a %s but must be a matrix of numbers".formatted(name, element.type()));
    }
    if (element.shape().size() != 2) {
      throw new SystemFileException(
          file, "%s has %d dimensions but must have two".formatted(name, element.shape().size()));
    }
    if (element.count() > SystemFile.LARGEST_MATRIX) {
      throw new SystemFileException(
          file,
          "%s is %d×%d, over %d numbers"
              .formatted(
                  name, element.shape().get(0), element.shape().get(1), SystemFile.LARGEST_MATRIX));
    }
  }

  private void requireParts() throws SystemFileException {
    MatParts parts = new MatParts(file, element.rest());
    boolean sparse = element.type() == MatlabType.Sparse;
    MatParts.Part rows = parts.next();
    MatParts.Part columns = sparse ? parts.next() : rows;
    MatParts.Part numbers = sparse ? parts.next() : rows;
    if (!numbers.isNumeric()) {
      throw new SystemFileException(file, name + " holds something else than numbers");
    }
    if (sparse) {
      requireIndices(rows, columns, numbers.count());
    }
    if (element.complex()) {
      throw new SystemFileException(
          file, name + " is complex; only systems with real matrices are read");
    }
    if (parts.hasNext()) {
      throw new SystemFileException(file, name + " has parts beyond its numbers; it is damaged");
    }
  }

  /// Rows within the shape, columns that begin one after the other.
  private void requireIndices(MatParts.Part rows, MatParts.Part columns, int entries)
      throws SystemFileException {
    boolean consistent =
        rows.type() == MatParts.Part.INT32
            && columns.type() == MatParts.Part.INT32
            && columns.data().remaining() == Integer.BYTES * (element.shape().get(1) + 1);
    ByteBuffer starts = columns.data();
    int count = Math.min(entries, rows.data().remaining() / Integer.BYTES);
    int previous = 0;
    while (consistent && starts.hasRemaining()) {
      int start = starts.getInt();
      consistent = start >= previous && start <= count;
      previous = start;
    }
    consistent &= previous == 0 || element.shape().get(0) > 0;
    ByteBuffer indices = rows.data();
    while (consistent && indices.remaining() >= Integer.BYTES) {
      int row = indices.getInt();
      consistent = row >= 0 && row < Math.max(1, element.shape().get(0));
    }
    if (!consistent) {
      throw new SystemFileException(file, name + " is sparse with damaged indices");
    }
  }

  /// MFL reads files only, so the array is put into one of its own.
  private Matrix decoded() throws SystemFileException {
    ByteBuffer content = element.content().duplicate();
    ByteOrder order = element.content().order();
    ByteBuffer alone =
        ByteBuffer.allocate(MatVariables.HEADER + TAG + content.remaining()).order(order);
    alone.put(DESCRIPTION).position(VERSION_AT).putShort(VERSION).putShort(ENDIANNESS);
    alone.putInt(MatParts.Part.MATRIX).putInt(content.remaining()).put(content).flip();
    try {
      // Not closed: that would take the numbers, which lie on the heap, with it.
      return Mat5.newReader(Sources.wrap(alone))
          .setBufferAllocator(OnHeap.INSTANCE)
          .disableSubsystemProcessing()
          .readMat()
          .getMatrix(0);
    } catch (IOException e) {
      throw new SystemFileException(file, name + " is damaged (" + reason(e) + ")", e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private enum OnHeap implements BufferAllocator {
    INSTANCE;

    @Override
    public ByteBuffer allocate(int bytes) {
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {}
  }
}

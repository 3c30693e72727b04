package org.statescope.training.text.corpus;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes that were packed into a file. Whatever goes wrong while they are read becomes a
/// sentence about the file.
final class PackedStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  /// `zstd --long=31` writes windows of 2 GiB, the format's own limit.
  private static final int LARGEST_ZSTANDARD_WINDOW = 31;

  /// What reads of the disk are told to.
  @FunctionalInterface
  interface Meter {
    void read(long bytes);
  }

  private final Path path;
  private final InputStream plain;

  private PackedStream(Path path, InputStream plain) {
    this.path = path;
    this.plain = plain;
  }

  /// @throws TextException here and at every read, in one sentence
  static InputStream open(CorpusFile file, Meter meter) throws IOException {
    try {
      InputStream disk = new MeteredStream(Files.newInputStream(file.path()), meter);
      try {
        return new PackedStream(file.path(), unpacked(file.compression(), disk));
      } catch (LinkageError e) {
        disk.close();
        throw new TextException(
            "The file %s cannot be unpacked, because the library for it does not load here (%s): unpack it first."
                .formatted(file.path(), String.valueOf(e.getMessage())),
            e);
      } catch (IOException e) {
        disk.close();
        throw e;
      }
    } catch (IOException e) {
      throw told(file.path(), e);
    }
  }

  private static InputStream unpacked(Compression compression, InputStream disk)
      throws IOException {
    return switch (compression) {
      case NONE -> disk;
      case GZIP -> new GZIPInputStream(disk, BUFFER);
      case ZSTANDARD -> zstandard(disk);
    };
  }

  private static InputStream zstandard(InputStream disk) throws IOException {
    ZstdInputStream stream = new ZstdInputStream(disk);
    stream.setLongMax(LARGEST_ZSTANDARD_WINDOW);
    return stream;
  }

  private static IOException told(Path path, IOException failure) {
    return switch (failure) {
      case TextException told -> told;
      case EOFException early -> TextException.damaged(path, early);
      case ZipException damaged -> TextException.damaged(path, damaged);
      case ZstdIOException damaged -> TextException.damaged(path, damaged);
      default -> TextException.unreadable(path, failure);
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    try {
      return plain.read(target, from, length);
    } catch (IOException e) {
      throw told(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  /// Counts what is read of the disk.
  private static final class MeteredStream extends FilterInputStream {
    private final Meter meter;

    MeteredStream(InputStream in, Meter meter) {
      super(in);
      this.meter = meter;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        meter.read(1);
      }
      return value;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = super.read(target, from, length);
      if (read > 0) {
        meter.read(read);
      }
      return read;
    }
  }
}

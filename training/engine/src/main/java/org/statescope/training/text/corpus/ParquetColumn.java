package org.statescope.training.text.corpus;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// One column of a Parquet file: each value is a document, null is passed over.
final class ParquetColumn {
  /// Documents of web pages are some kilobytes each: a few megabytes are decoded at once.
  private static final int ROWS_AT_ONCE = 256;

  private static final Set<CompressionCodec> CODECS =
      EnumSet.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.SNAPPY,
          CompressionCodec.GZIP,
          CompressionCodec.ZSTD,
          CompressionCodec.LZ4,
          CompressionCodec.LZ4_RAW);

  /// Told after each batch of rows.
  @FunctionalInterface
  interface Progress {
    void read(long rows, long ofRows);
  }

  private ParquetColumn() {}

  /// @throws TextException in one sentence if the file has no such column of texts or is damaged
  static void read(CorpusFile file, String column, Documents documents, Progress progress)
      throws IOException {
    try (ParquetFileReader parquet = open(file);
        ColumnReader reader = reader(file, column, parquet)) {
      long rows = parquet.getFileMetaData().numRows();
      long done = 0;
      while (nextBatch(file, reader)) {
        pass(file, done, reader, documents);
        done += reader.getRecordCount();
        progress.read(done, rows);
      }
      if (done != rows) {
        throw TextException.damaged(
            file.path(), new IOException("%d rows of %d".formatted(done, rows)));
      }
    }
  }

  private static ParquetFileReader open(CorpusFile file) throws TextException {
    try {
      return ParquetFileReader.open(InputFile.of(file.path()));
    } catch (IOException | RuntimeException e) {
      throw TextException.damaged(file.path(), e);
    }
  }

  private static ColumnReader reader(CorpusFile file, String column, ParquetFileReader parquet)
      throws TextException {
    try {
      ColumnSchema schema = column(file, column, parquet.getFileSchema());
      requireReadable(file, schema, parquet.getFileMetaData());
      return parquet.buildColumnReader(schema.columnIndex()).batchSize(ROWS_AT_ONCE).build();
    } catch (RuntimeException e) {
      throw TextException.damaged(file.path(), e);
    }
  }

  private static ColumnSchema column(CorpusFile file, String name, FileSchema schema)
      throws TextException {
    for (ColumnSchema column : schema.getColumns()) {
      if (!column.fieldPath().matchesDottedName(name)) {
        continue;
      }
      if (column.type() != PhysicalType.BYTE_ARRAY || column.maxRepetitionLevel() > 0) {
        throw new TextException(
            "The column '%s' of %s does not hold texts: choose one of its columns (%s) with --text-field."
                .formatted(name, file.path(), names(schema)));
      }
      return column;
    }
    throw new TextException(
        "The file %s has no column '%s': choose one of its columns (%s) with --text-field."
            .formatted(file.path(), name, names(schema)));
  }

  private static void requireReadable(CorpusFile file, ColumnSchema column, FileMetaData metadata)
      throws TextException {
    for (RowGroup group : metadata.rowGroups()) {
      CompressionCodec codec = group.columns().get(column.columnIndex()).metaData().codec();
      if (!CODECS.contains(codec)) {
        throw new TextException(
            "The file %s is packed by %s, which is not read here: write it with snappy, zstd, gzip or lz4."
                .formatted(file.path(), codec));
      }
    }
  }

  private static String names(FileSchema schema) {
    return schema.getColumns().stream()
        .map(column -> column.fieldPath().toString())
        .collect(Collectors.joining(", "));
  }

  /// The library decodes damaged pages with unchecked exceptions of many kinds.
  private static boolean nextBatch(CorpusFile file, ColumnReader reader) throws TextException {
    try {
      return reader.nextBatch();
    } catch (RuntimeException e) {
      throw TextException.damaged(file.path(), e);
    }
  }

  private static void pass(CorpusFile file, long before, ColumnReader reader, Documents documents)
      throws IOException {
    byte[] values = reader.getBinaryValues();
    int[] offsets = reader.getBinaryOffsets();
    Validity validity = reader.getLeafValidity();
    for (int row = 0; row < reader.getRecordCount(); row++) {
      if (validity.isNull(row)) {
        continue;
      }
      int length = offsets[row + 1] - offsets[row];
      Utf8Check check = new Utf8Check();
      if (check.next(values, offsets[row], length) >= 0 || check.end() >= 0) {
        throw new TextException(
            "Row %d of %s is not UTF-8 text: mend the row, or choose another column with --text-field."
                .formatted(before + row + 1, file.path()));
      }
      documents.write(values, offsets[row], length);
      documents.end();
    }
  }
}

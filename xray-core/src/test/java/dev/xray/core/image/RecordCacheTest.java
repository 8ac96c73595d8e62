package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCacheTest {
  private static final int SIZE = 100;
  private static final long ENOUGH = 1 << 20;

  @TempDir Path folder;

  private final List<Integer> made = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_record_is_made_once() throws Exception {
    assertRecords(cache(), "kind", 0, 1, 2);
    assertThat(made).containsExactlyInAnyOrder(0, 1, 2);
    made.clear();

    assertRecords(cache(), "kind", 2, 0);
    assertThat(made).isEmpty();
    assertRecords(cache(), "kind", 3, 0, 4);
    assertThat(made).containsExactlyInAnyOrder(3, 4);
  }

  @Test
  void images_of_the_same_content_share_a_record() throws Exception {
    assertRecords(cache(), "kind", 5, 5, 6, 5);

    assertThat(made).containsExactlyInAnyOrder(5, 6);
  }

  @Test
  void without_a_folder_records_are_made_each_time() throws Exception {
    assertRecords(RecordCache.none(), "kind", 0, 1, 1);
    assertRecords(RecordCache.none(), "kind", 0);

    assertThat(made).containsExactlyInAnyOrder(0, 1, 0);
  }

  @Test
  void another_kind_and_other_versions_have_records_of_their_own() throws Exception {
    assertRecords(cache(), "kind", 0);
    assertRecords(cache(), "other kind", 0);
    assertRecords(RecordCache.in(folder, ENOUGH, "version 2"), "kind", 0);

    assertThat(made).containsExactly(0, 0, 0);
  }

  @Test
  void a_set_that_grew_takes_the_place_of_the_smaller_one() throws Exception {
    assertRecords(cache(), "kind", 0, 1, 2);
    assertRecords(cache(), "kind", 0, 1, 2, 3);
    assertThat(packs()).hasSize(1);

    assertRecords(cache(), "kind", 0, 4);
    assertThat(packs()).hasSize(2);
    made.clear();
    assertRecords(cache(), "kind", 0, 1, 2, 3, 4);
    assertThat(made).isEmpty();
  }

  @Test
  void damaged_records_are_made_anew_wherever_the_damage_is() throws Exception {
    assertRecords(cache(), "kind", 0, 1, 2);
    byte[] good = Files.readAllBytes(packs().get(0));
    for (int at = 0; at < good.length; at += 7) {
      byte[] bad = good.clone();
      bad[at] ^= 0x40;
      damage(bad);
      made.clear();

      assertRecords(cache(), "kind", 0, 1, 2);
      assertThat(made).isNotEmpty();
      made.clear();
      assertRecords(cache(), "kind", 0, 1, 2);
      assertThat(made).isEmpty();
    }
    for (int length = 0; length < good.length; length += 7) {
      damage(Arrays.copyOf(good, length));
      made.clear();

      assertRecords(cache(), "kind", 0, 1, 2);
      assertThat(made).hasSize(3);
    }
  }

  @Test
  void of_a_pack_with_one_damaged_record_the_others_are_not_made_again() throws Exception {
    assertRecords(cache(), "kind", 0, 1, 2);
    byte[] bad = Files.readAllBytes(packs().get(0));
    bad[bad.length - 1] ^= 1;
    damage(bad);
    made.clear();

    assertRecords(cache(), "kind", 0, 1, 2);
    assertThat(made).hasSize(1);
    assertThat(packs()).hasSize(1);
  }

  @Test
  void what_was_used_least_recently_makes_room() throws Exception {
    RecordCache small = RecordCache.in(folder, 2 * RecordPack.size(1, SIZE), "version 1");
    assertRecords(small, "a", 0);
    Path first = packs().get(0);
    assertRecords(small, "b", 0);
    Path second = packs().stream().filter(pack -> !pack.equals(first)).findFirst().orElseThrow();
    Files.setLastModifiedTime(first, FileTime.fromMillis(1000));
    Files.setLastModifiedTime(second, FileTime.fromMillis(2000));
    assertRecords(small, "a", 0);
    assertRecords(small, "c", 0);

    assertThat(packs()).hasSize(2).contains(first).doesNotContain(second);
  }

  @Test
  void a_set_larger_than_the_limit_is_served_all_the_same() throws Exception {
    RecordCache tiny = RecordCache.in(folder, 1, "version 1");
    assertRecords(tiny, "kind", 0, 1, 2);
    made.clear();
    assertRecords(tiny, "kind", 0, 1, 2);
    assertThat(made).isEmpty();
    assertRecords(tiny, "other kind", 0);

    assertThat(packs()).hasSize(1);
  }

  @Test
  void records_can_be_read_while_another_build_makes_room() throws Exception {
    Records records = cache().get(request("kind", 0, 1), this::make);
    for (Path pack : packs()) {
      Files.delete(pack);
    }

    assertRecord(records, 1, 1);
  }

  @Test
  void builds_that_run_at_the_same_time_do_not_harm_each_other() throws Exception {
    Parallel.map(
        8,
        60,
        build -> {
          int[] images = IntStream.range(build % 5, 10 + build % 11).toArray();
          RecordCache own = RecordCache.in(folder, 4 * RecordPack.size(8, SIZE), "version 1");
          assertRecords(own, "kind " + build % 2, images);
          return build;
        });
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(this::isPack);
    }
  }

  @Test
  void a_folder_that_cannot_be_written_does_no_harm() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertRecords(RecordCache.in(file, ENOUGH, "version 1"), "kind", 0, 1);
    assertThat(made).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void what_was_kept_before_the_disk_was_full_is_not_made_again() throws Exception {
    assertRecords(cache(), "kind", 0, 1);
    made.clear();

    RecordCache full = RecordCache.in(folder, ENOUGH, "version 1", home -> 0);
    assertRecords(full, "kind", 2, 0, 1, 2);

    assertThat(made).containsExactly(2);
    assertThat(packs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {ENOUGH, 0})
  void what_was_made_alongside_is_there_for_the_next_who_asks(long limit) throws Exception {
    RecordCache cache = RecordCache.in(folder, limit, "version 1");
    assertThat(alongside(cache, 0, 1, 0)).containsExactlyInAnyOrder(0, 1);
    made.clear();

    assertRecords(cache, "other kind", 1, 0);
    assertRecords(cache, "kind", 0, 1);
    assertThat(made).isEmpty();
  }

  @Test
  void alongside_is_made_what_is_not_kept_of_images_that_are_decoded() throws Exception {
    assertRecords(cache(), "kind", 0);
    assertRecords(cache(), "other kind", 1);

    assertThat(alongside(cache(), 0, 1, 2)).containsExactly(2);
    made.clear();
    assertRecords(cache(), "other kind", 0, 1, 2);
    assertThat(made).containsExactly(0);
  }

  @Test
  void nothing_is_made_alongside_that_cannot_be_kept() throws Exception {
    List<Path> homes = new ArrayList<>();
    RecordCache cache =
        RecordCache.in(
            folder,
            ENOUGH,
            "version 1",
            home -> {
              homes.add(home);
              return home.equals(homes.get(0)) ? ENOUGH : 0;
            });
    assertThat(alongside(cache, 0, 1)).isEmpty();
    assertThat(homes.stream().distinct()).hasSize(2);
    assertThat(made).containsExactlyInAnyOrder(0, 1);
    assertThat(alongside(RecordCache.none(), 0, 1)).isEmpty();
  }

  @Test
  void nothing_is_kept_alongside_where_an_image_cannot_be_decoded() throws Exception {
    assertThatThrownBy(
            () ->
                cache()
                    .get(
                        request("kind", 0, 1),
                        List.of(request("other kind", 0, 1)),
                        (index, record, others) -> {
                          throw new UnreadableImageException("image " + index, "is truncated.");
                        }))
        .isInstanceOf(UnreadableImageException.class);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  /** Asks for one kind, and tells of which images the other kind was made alongside. */
  private List<Integer> alongside(RecordCache cache, int... images) throws Exception {
    List<Integer> alongside = Collections.synchronizedList(new ArrayList<>());
    Records records =
        cache.get(
            request("kind", images),
            List.of(request("other kind", images)),
            (index, record, others) -> {
              make(images[index], record);
              if (others.get(0).isPresent()) {
                alongside.add(images[index]);
                others.get(0).get().put(bytes(images[index]));
              }
            });
    for (int i = 0; i < images.length; i++) {
      assertRecord(records, i, images[i]);
    }
    return alongside;
  }

  @Test
  void all_images_that_cannot_be_decoded_are_named_and_nothing_is_kept() throws Exception {
    RecordCache.Maker maker =
        (index, record) -> {
          if (index % 2 == 1) {
            throw new UnreadableImageException("image " + index, "is truncated.");
          }
          make(index, record);
        };
    assertThatThrownBy(() -> cache().get(request("kind", 0, 1, 2, 3), maker))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContainingAll("image 1 is truncated", "1 more image", "image 3 is truncated");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private RecordCache cache() {
    return RecordCache.in(folder, ENOUGH, "version 1");
  }

  private static RecordCache.Request request(String kind, int... images) {
    return new RecordCache.Request(
        kind,
        SIZE,
        Arrays.stream(images)
            .mapToObj(image -> Hashes.sha256(("" + image).getBytes(StandardCharsets.UTF_8)))
            .toList(),
        2);
  }

  private void make(int image, ByteBuffer record) {
    made.add(image);
    record.put(bytes(image));
  }

  private static byte[] bytes(int image) {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) (image + 1));
    return bytes;
  }

  private void assertRecords(RecordCache cache, String kind, int... images)
      throws XrayException, IOException {
    Records records =
        cache.get(request(kind, images), (index, record) -> make(images[index], record));
    assertThat(records.size()).isEqualTo(images.length);
    for (int i = 0; i < images.length; i++) {
      assertRecord(records, i, images[i]);
    }
  }

  private static void assertRecord(Records records, int index, int image) {
    byte[] read = new byte[SIZE];
    records.read(index, 0, read);
    assertThat(read).isEqualTo(bytes(image));
    assertThat(records.get(index).get(SIZE - 1)).isEqualTo((byte) (image + 1));
  }

  private void damage(byte[] content) throws IOException {
    Path pack = packs().get(0);
    Files.delete(pack); // it may be mapped
    Files.write(pack, content);
  }

  private boolean isPack(Path file) {
    return file.toString().endsWith(".pack");
  }

  private List<Path> packs() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(this::isPack).sorted().toList();
    }
  }
}

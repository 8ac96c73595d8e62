package dev.xray.core.audit.leakage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Positions that belong together, however they are connected: a union-find structure. */
final class Grouping {
  private final int[] parents;

  Grouping(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  void join(int one, int two) {
    int low = Math.min(root(one), root(two));
    int high = Math.max(root(one), root(two));
    parents[high] = low;
  }

  /** Joins all positions of one key. */
  <K> void joinAll(List<K> keys, Function<K, ?> key) {
    Map<Object, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Integer before = first.putIfAbsent(key.apply(keys.get(i)), i);
      if (before != null) {
        join(before, i);
      }
    }
  }

  /** Groups of at least two, in the order of their first position. */
  List<List<Integer>> groups() {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < parents.length; i++) {
      members.computeIfAbsent(root(i), key -> new ArrayList<>()).add(i);
    }
    return members.values().stream().filter(group -> group.size() > 1).toList();
  }

  private int root(int position) {
    int at = position;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}

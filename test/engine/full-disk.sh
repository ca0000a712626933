# Copies a project to a small disk with some KiB left, runs a command there, frees space, and runs it again.
# Needs the permissions of a user namespace: unshare --user --map-root-user --mount sh full-disk.sh <project> <KiB> <command...>
project=$1 room=$2
shift 2
disk=$(mktemp -d) || exit
trap 'cd / && umount "$disk" && rmdir "$disk"' EXIT
mount -t tmpfs -o size=16m tmpfs "$disk" && cp -R "$project/." "$disk" && cd "$disk" || exit
dd if=/dev/zero of="$disk/filler" bs=1024 count=$(($(df -k --output=avail "$disk" | tail -n 1) - room)) 2>/dev/null
"$@" >"$KEPT/stdout"
echo "full: exit $?, left: $(ls --ignore=written.txt .fairlead)"
cp -R pulumi-gen "$KEPT"
rm "$disk/filler"
"$@" >&2
echo "with room: exit $?, as expected: $(diff -r pulumi-gen "$EXPECTED" >&2 && echo yes), left: $(ls --ignore=written.txt .fairlead)"

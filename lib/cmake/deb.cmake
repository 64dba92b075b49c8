# deb.cmake - `cpack` in the build folder makes one Debian package of all that is installed.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kc)
set(CPACK_PACKAGE_VENDOR "the kc authors")
set(CPACK_PACKAGE_CONTACT "the kc authors <kc@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
# Dependencies as dpkg-shlibdeps finds them in the binaries; libkc itself is in the package.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
include(CPack)

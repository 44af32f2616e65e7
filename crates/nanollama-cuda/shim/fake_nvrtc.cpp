// A compiler that only looks for which format a text is: the fake driver has all kernels already.

#include <cstdlib>
#include <cstring>
#include <string>

extern "C" {

// 13.0, or as `NANOLLAMA_FAKE_NVRTC` says the major version.
int nvrtcVersion(int *major, int *minor) {
    const char *set = getenv("NANOLLAMA_FAKE_NVRTC");
    *major = set ? atoi(set) : 13;
    *minor = 0;
    return 0;
}

int nvrtcCreateProgram(void **program, const char *text, const char *, int, const char *const *, const char *const *) {
    const bool half = strstr(text, "#define NUMBER_BITS 16\n") != nullptr;
    *program = new std::string(half ? "simt bf16" : "simt f32");
    return 0;
}

int nvrtcCompileProgram(void *, int, const char *const *) {
    return 0;
}

int nvrtcGetProgramLogSize(void *, size_t *bytes) {
    *bytes = 1;
    return 0;
}

int nvrtcGetProgramLog(void *, char *log) {
    *log = 0;
    return 0;
}

int nvrtcGetCUBINSize(void *program, size_t *bytes) {
    *bytes = static_cast<std::string *>(program)->size() + 1;
    return 0;
}

int nvrtcGetCUBIN(void *program, char *cubin) {
    const std::string &text = *static_cast<std::string *>(program);
    memcpy(cubin, text.c_str(), text.size() + 1);
    return 0;
}

int nvrtcDestroyProgram(void **program) {
    delete static_cast<std::string *>(*program);
    *program = nullptr;
    return 0;
}

} // extern "C"

title a rhyme of the clock
form rhyme
word a1: cat, dog, hen, goat, duck, cow, pig, horse, mouse, goose
word a2: cat, dog, hen, goat, duck, cow, pig, horse, mouse, goose
word a3: cat, dog, hen, goat, duck, cow, pig, horse, mouse, goose
word a4: cat, dog, hen, goat, duck, cow, pig, horse, mouse, goose
word a5: cat, dog, hen, goat, duck, cow, pig, horse, mouse, goose

beat line
At one o'clock the {a1} got up
beat line
And (drank|sipped) some (water|coffee) from a cup.
beat line
Tick, tock, tick, tock, said the clock,
beat line
Who is next? And knock, knock, knock!
beat line
At two o'clock the {a2} as well
Two o'clock, the {a2} as well
beat line
Came in and rang the kitchen bell.
Came down and rang the kitchen bell.
beat line
Tick, tock, tick, tock, said the clock,
beat line
Who is next? And knock, knock, knock!
beat line
At three o'clock the {a3} was here
At three o'clock the {a3} came near
beat line
And (washed|scratched) itself behind the ear.
beat line
Tick, tock, tick, tock, said the clock,
beat line
Who is next? And knock, knock, knock!
beat line
At four o'clock the {a4} came out
At four o'clock the {a4} looked out
beat line
And danced and skipped and jumped about.
And sang and skipped and jumped about.
beat line
Tick, tock, tick, tock, said the clock,
beat line
Who is next? And knock, knock, knock!
beat line
At five o'clock the {a5} awoke
beat line
And laughed so hard the teapot broke.
And sneezed so hard the teapot broke.
beat line
Tick, tock, tick, tock, said the clock,
beat line
Who is next? And knock, knock, knock!
beat line
At six o'clock the sun rose, too,
beat line
And said, Good morning, all of you!

ask who a1
? Who got up at one o'clock
? Who was the first to get up
! It was the {a1}
! The {a1} got up at one o'clock
ask who a2
? Who rang the bell
? Who came at two o'clock
! It was the {a2}
! The {a2} rang the bell at two o'clock
ask who a3
? Who came at three o'clock
? Which animal was there at three o'clock
! It was the {a3}
! The {a3} came at three o'clock
ask who a4
? Who jumped about at four o'clock
? Which animal came at four o'clock
! It was the {a4}
! The {a4} jumped about
ask who a5
? Who broke the teapot
? Who woke up at five o'clock
! It was the {a5}
! The {a5} broke the teapot at five o'clock
ask who
? Who got up at six o'clock
? Who came last of all
! The sun rose at six o'clock
! It was the sun

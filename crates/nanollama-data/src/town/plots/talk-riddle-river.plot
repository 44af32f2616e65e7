title a riddle about a river
form riddle
cast a: child
cast b: child
cast c: child
cast d: ferryman
word day: one hot afternoon, on Sunday, after school, one fine morning, on the first warm day
word w1: a sleepy giant, a hotel, a snake, a clown, a horse, a flag, a tram, an old king
word w2: a sleepy giant, a hotel, a snake, a clown, a horse, a flag, a tram, an old king
word find: a blue bottle, an oar, a straw hat, a wooden duck, a plank with a nail in it
word food: cherries, raisin buns, slices of melon, peanuts, gooseberries

beat start
{a.intro}, {b.intro} and {c.intro} were sitting on the bridge {day} and eating {food}
{day} {a.intro} sat on the bridge with {b.intro} and {c.intro}. They ate {food} and let their legs dangle
Three children called {a.name}, {b.name} and {c.name} were sitting on the bridge {day}, with {food} in a paper bag
beat and
{a} was in the mood for riddles
{a.name} had made up a new riddle
{a.name} wanted to find out who was the cleverest
beat say a
It has a bed, but it never sleeps. It has a mouth, but it never eats. What is it?
It runs all day and never gets tired. It has a bed and never lies down to rest. What is it?
It can run, but it cannot walk. It has a mouth, but nobody has ever heard it talk. What is it?
It is always on its way and never leaves its bed. What is it?
beat say b
Is it {w1}?
I think that it is {w1}
Let me guess. It is {w1}!
That is easy. It must be {w1}
beat say a
No, not at all. It is much older than that
Wrong! It is longer than that, and nobody ever stops it
Far from it! You could swim in mine
beat say c
Then it is {w2}
Could it be {w2}?
My guess is {w2}
Perhaps it is {w2}?
beat say a
No. You have all washed your feet in it
No, no! In winter it may wear a coat of ice
Not that either. It was here before the town was here
No, but it is closer to you than you think
beat when
{b.name} bent down to look for another hint
{b.name} sighed and looked down
{b.name} leaned over the railing and thought
beat start
{find} came floating out from under the bridge and drifted away
{find} drifted past below them and was gone in a moment
{find} was dancing on the waves below
beat say b
It is the river! It runs, and it has a bed of sand and stones
Now I know! We are sitting right above it. It is the river
Of course! It has a bed and a mouth, and it runs and runs. It is the river
beat say a
At last! I was afraid that you would have to fall in first
Right! The answer was under your feet all the time
Yes, it is the river, and it has been laughing at you for an hour
beat maybe start
{d.name} the ferryman, who had heard it all from his boat, laughed until it rocked
Down in the boat, {d.name} the ferryman clapped until the ducks flew up
beat maybe start
Then they threw three sticks into the water to see which would be the fastest
After that, {c.name} asked one about a mill wheel, but that is another story

ask what
? What was the answer to the riddle
? What did {a.name} mean
! The answer was the river
! It was the river
ask what w1
? What did {b.name} guess at first
? What was the first guess
! {b.name} guessed {w1}
! The first guess was {w1}
ask what w2
? What did {c.name} guess
? What was {c.name}'s guess
! {c.name} guessed {w2}
! {c.name}'s guess was {w2}
ask who b
? Who found the answer
? Who guessed right in the end
! {b.name} found the answer
! It was {b.name}
ask what find
? What drifted past under the bridge
? What did the river carry along
! It was {find}
! {find} drifted past
ask what food
? What were the children eating
! They were eating {food}
! The children were eating {food}
ask where
? Where were the children sitting
! They were sitting on the bridge

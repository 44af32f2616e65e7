title a diary day in bed
form diary
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word day: Monday, Tuesday, Wednesday, Thursday, Friday
word ill: a bad cold, a sore throat, a fever, a bad cough, a stomach ache
word tea: camomile tea, peppermint tea, lime-blossom tea, elderberry juice, warm milk with honey
word g1: a puzzle, a paper frog, three comics, a jar of honey, a bunch of daisies, a bag of oranges, a wooden top, a sheet of stickers, a warm scarf, a riddle book, a pot of chicken soup, a ship in a bottle
word g2: a puzzle, a paper frog, three comics, a jar of honey, a bunch of daisies, a bag of oranges, a wooden top, a sheet of stickers, a warm scarf, a riddle book, a pot of chicken soup, a ship in a bottle
word g3: a puzzle, a paper frog, three comics, a jar of honey, a bunch of daisies, a bag of oranges, a wooden top, a sheet of stickers, a warm scarf, a riddle book, a pot of chicken soup, a ship in a bottle
word g4: a puzzle, a paper frog, three comics, a jar of honey, a bunch of daisies, a bag of oranges, a wooden top, a sheet of stickers, a warm scarf, a riddle book, a pot of chicken soup, a ship in a bottle
word miss: the spelling test, the swimming lesson, the trip to the mill, the choir practice, the nature walk

beat line
From the diary of {a.name}
A page from the diary of {a.name}
The diary of {a.name}, who is ill
beat start
{day}. I am writing this in bed, because I have {ill}
{day}. This morning I woke up with {ill} and had to stay in bed
{day}. When I opened my eyes this morning, I felt weak and shaky. It is {ill}
beat so
I could not go to school and missed {miss}
{miss} took place without me
I missed {miss}, and I had been looking forward to it
beat start
(All morning|For hours) I (watched the clouds|counted the cracks in the ceiling|listened to the clock) and (was bored|felt sorry for myself)
The morning was as long as a week, for there was nobody to talk to
It was so quiet that I could hear the clock in the next room
I looked at the wallpaper until the flowers on it had faces
beat then
I drank {tea} and fell asleep
I was given {tea} and slept for a while
I had to drink {tea}, and then my eyes fell shut
beat when
I (woke|opened my eyes) (again|)
the clock struck three
beat start
there was a knock at the door, and it was only the first of many
the doorbell rang, and then it rang again and again
somebody knocked, and that was the beginning of a wonderful afternoon
somebody knocked at the door, and from then on it never stopped
beat mix start
{b.name} brought me {g1}
From {b.name} I got {g1}
{b.name} sat down on the edge of my bed and unpacked {g1}
{b.name} came in on tiptoe and put {g1} on my blanket
{b.name} stayed for a little while and left {g1} on my chair
beat mix start
{c.name} brought me {g2}
{c.name} had {g2} for me
{c.name} smiled round the door and gave me {g2}
out of a big bag {c.name} took {g2}
From {c.name} I got {g2}
beat mix start
{d.name} came with {g3}
{d.name} brought me {g3}
{d.name} had carried {g3} for me all the way
The present from {d.name} was {g3}
{d.name} was hiding {g3} behind one hand
beat mix start
Old {e.name} came slowly up the stairs with {g4}
{e.name} brought me {g4}
{e.name} walked all the way with a stick, just to bring me {g4}
{e.name} had heard that I was ill and brought {g4}
From {e.name} I got {g4}
beat say e
When I was little, I liked nothing better than a visit
you must rest and let the others run about for you
In three days you will be jumping about again, I promise
I have looked at your tongue, and I say that you will live
beat maybe start
I laughed so much that I quite forgot how ill I was
My head still hurt, but I did not mind any more
The room was so full that there were people sitting on my feet
There was such a noise that the cat crept under the blanket
beat start
In the evening I was tired, but not lonely at all
Now it is dark, and I can see all my presents on the chair
They have all gone home now, and my room smells of rain and friends
I still have {ill}, but I feel much better than this morning
beat maybe start
Perhaps I can get up tomorrow
It is almost nice to be ill when one has such friends

ask what g1
? What did {b.name} bring
? What did {a.name} get from {b.name}
! {b.name} brought {g1}
! {a.name} got {g1} from {b.name}
ask what g2
? What did {c.name} bring
? What did {a.name} get from {c.name}
! {c.name} brought {g2}
! {a.name} got {g2} from {c.name}
ask who d
? Who brought {g3}
? Who came with {g3}
! {d.name} brought {g3}
! It was {d.name}
ask who e
? Who brought {g4}
? From whom did {a.name} get {g4}
! {e.name} brought {g4}
! {a.name} got {g4} from {e.name}
ask why
? Why did {a.name} stay in bed
? Why did {a.name} not go to school
! {a.name} stayed in bed because of {ill}
! It was because {a.name} had {ill}
ask what miss
? What did {a.name} miss that day
! {a.name} missed {miss}
! It was {miss} that {a.name} missed

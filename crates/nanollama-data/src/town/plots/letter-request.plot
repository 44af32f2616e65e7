title a letter with a request
form letter
cast a: child
cast b: old
cast c: child
cast d: child
word what: the swing in the park, the bench by the pond, the footbridge over the brook, the gate of the playground, the jetty at the lake
word since: since the spring, for two months, since the last storm, for almost a year, since Easter
word bad: one of the boards has come off, the wood has gone rotten, a screw is missing and it wobbles, there is a crack as wide as a thumb
word fall: tore a brand-new coat, fell and scraped both knees, dropped a basket of eggs, got stuck and lost a shoe, sprained an ankle
word help: hold the ladder, carry the boards, hand up the nails, paint it at the end, sweep up the shavings
word pay: a cake with candied cherries, a big pot of lentil soup, a poem with twelve verses, a basket of plums, a song for three voices
word paint: green, red, blue, yellow
number n: 11..29
number m: 3..9
number k: n+m

beat line
Dear {b.name},
beat paragraph
We, the children of the school, have a request
I am writing to you in the name of all the children in our street
This letter comes from many children, but I have the best handwriting, so I am the one who writes it
You do not know me well, but I am writing for all the children of the school
beat start
Perhaps you have noticed that {what} is broken
It is about {what}. It has been broken {since}
Every day we walk past {what}, and every day we are sad, because it is broken
beat start
The matter is this: {bad}
To be exact, {bad}
You can see it at once, for {bad}
beat start
Last week {c.name} {fall} there
On Sunday {c.name} {fall} there, and that could have ended badly
Only yesterday {c.name} {fall} there
beat so
now nobody dares to use it any more
we are not allowed to go there any more
the grown-ups have put up a sign that says: Keep out
beat paragraph
Everyone says that you have the best tools in the whole town
We know that you can mend almost anything
Everybody says that you have clever hands
{d.name} told us that you once repaired a carousel with nothing but a spoon and some wire
beat start
Could you come and have a look at it?
Would you be so kind as to help us?
We wanted to ask you whether you could mend it
beat start
Of course you need not do it all alone. We can {help}
We are small, but there are many of us, and we can {help}
You would not be alone, because we can {help}
beat maybe start
If there is paint left over, we would like it to be {paint}
We have asked our teacher, who has nothing against it
beat start
We cannot pay you, but we have saved {n} coins for the nails, and {d.name} has added {m} more
In our money box there are {n} coins, and {d.name} put in another {m}. It is all for you
We have put our money together, and it is {n} coins. {d.name} gave another {m}
beat and
we promise you {pay}
as soon as it is done, you will get {pay}
when it is finished, you shall have {pay}
beat maybe paragraph
Please do not throw this letter away. We have all signed it on the back
Please answer soon, before the winter comes
You can give your answer to any child that you meet
beat line
(Yours truly|With many thanks),
beat line
{a.name} (and all the others|and {d.name})

ask what what
? What is broken
? What should {b.name} mend
! It is {what}
! {what} is broken
ask who c
? Who had an accident there
? Who was unlucky there
! It was {c.name}
! {c.name} {fall}
ask what pay
? What will {b.name} get for the work
? What do the children promise {b.name}
! {b.name} will get {pay}
! They promise {pay}
ask how-many k
? There were {n} coins, and {d.name} added {m}. How many coins were there then
! {n} and {m} make {k}, so there were {k} coins
! There were {k} coins, because {n} plus {m} is {k}
ask who a
? Who wrote the letter for all the children
? Whose letter is it
! {a.name} wrote it
! It is {a.my} letter
ask what help
? How will the children help
? What can the children do to help
! They can {help}
! The children will {help}
